import { connect, type Socket } from 'node:net'
import { serve, type RawHandler, type RawRequest } from '../../../local/cos'
import { ConnectionCut } from '../../../local/cos/faults'
import type { Listening } from '../../../local/http/listen'
import { TestCos, host } from './test-cos'

let served: Listening | undefined
afterEach(() => served?.close())

async function start(handler: RawHandler, options: Partial<Parameters<typeof serve>[1]> = {}): Promise<Listening> {
  served = await serve(handler, { port: 0, ...options })
  return served
}

/** What comes back until the server hangs up. */
async function talk({ port }: Listening, ...lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  for (const line of lines) socket.write(line)
  return readToEnd(socket)
}

/** The first line that comes back, and how far the client came with sending. */
async function sendMuch({ port, size, connection }: { port: number; size: number; connection: string }) {
  const socket = connect(port, '127.0.0.1')
  const answer = new Promise<string>((resolve, reject) => {
    socket.once('data', (chunk) => resolve(String(chunk).split('\r\n')[0] ?? ''))
    socket.on('error', reject)
  })
  socket.write(`PUT /big HTTP/1.1\r\nHost: ${host}\r\n${connection}\r\nContent-Length: ${size}\r\n\r\n`)
  const sent = new Promise<void>((resolve, reject) => {
    socket.write(Buffer.alloc(size), (error) => (error ? reject(error) : resolve()))
  })
  const [firstLine] = await Promise.all([answer, sent])
  socket.destroy()
  return `${firstLine}, sent to the last byte`
}

async function readToEnd(socket: Socket): Promise<string> {
  let text = ''
  try {
    for await (const chunk of socket) text += String(chunk)
  } catch {
    // A reset is an end, too.
  }
  return text
}

const get = (target: string) => `GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
const ok = { status: 200, headers: [], body: none() }

describe('serve', () => {
  it.each(['/../a', '//a/./b', '/a%2Fb?x=%2F&&y', '/?', '/a;b=c'])(
    'hands on the target %s as it came',
    async (target) => {
      const seen: RawRequest[] = []
      await talk(await start(async (request) => (seen.push(request), ok)), get(target))
      expect(seen.map((request) => request.target)).toEqual([target])
    },
  )

  it('hands on the headers as they came, doubled ones too', async () => {
    const seen: RawRequest[] = []
    const lines = 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Cos-Meta-A: 1\r\nx-cos-meta-a: 2\r\nConnection: close\r\n\r\n'
    await talk(await start(async (request) => (seen.push(request), ok)), lines)
    expect(seen[0]?.headers).toEqual([
      ['Host', 'localhost'],
      ['X-Cos-Meta-A', '1'],
      ['x-cos-meta-a', '2'],
      ['Connection', 'close'],
    ])
  })

  it('says which port is taken', async () => {
    const { port } = await start(async () => ok)
    await expect(serve(async () => ok, { port })).rejects.toThrow(`Port ${port} is in use on 127.0.0.1.`)
  })

  it('hangs up on headers that do not come to an end', async () => {
    const address = await start(async () => ok, { headersTimeout: 50 })
    expect(await talk(address, 'GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ')).toMatch(/^HTTP\/1.1 408 /)
  })

  it('hangs up on a body that does not come', async () => {
    const cos = new TestCos()
    const put = `PUT ${cos.presign({ method: 'PUT', key: 'a' })} HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 9\r\n\r\nhalf`
    await talk(await start(cos.handler, { idleTimeout: 50 }), put)
    expect((await cos.send({ key: 'a' })).status).toBe(404)
  })

  it.each([
    ['no HTTP', 'hello\r\n\r\n'],
    ['two lengths', 'PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['a length and chunks', 'PUT /a HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ['headers without end', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ])('answers %s with a 4xx', async (_, text) => {
    expect(await talk(await start(new TestCos().handler), text)).toMatch(/^HTTP\/1.1 4\d\d /)
  })

  it('takes a body in chunks, and goes on with the next request', async () => {
    const cos = new TestCos()
    const target = cos.presign({ method: 'PUT', key: 'a' })
    const chunked = `PUT ${target} HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n`
    const text = await talk(await start(cos.handler), chunked, get(cos.presign({ key: 'b' })))
    expect(text).toMatch(/^HTTP\/1.1 200 [\s\S]*HTTP\/1.1 404 /)
    expect((await cos.send({ key: 'a' })).text).toBe('hello')
  })

  it('stores nothing of chunks that break off', async () => {
    const cos = new TestCos()
    const target = cos.presign({ method: 'PUT', key: 'a' })
    const address = await start(cos.handler, { idleTimeout: 50 })
    await talk(address, `PUT ${target} HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`)
    expect((await cos.send({ key: 'a' })).status).toBe(404)
  })

  it.each(['Connection: close', 'Connection: keep-alive'])(
    'lets a client that is still sending hear its refusal, with %s',
    async (connection) => {
      const size = 20_000_000
      const { port } = await start(new TestCos().handler)
      const answers = Array.from({ length: 10 }, () => sendMuch({ port, size, connection }))
      expect(await Promise.all(answers)).toEqual(Array(10).fill('HTTP/1.1 403 Forbidden, sent to the last byte'))
    },
  )

  it('answers a form before its end, and goes on with the next request', async () => {
    const head = '--B\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    const body = `${head}${'x'.repeat(300_000)}\r\n--B--\r\n`
    const headers = `Host: ${host}\r\nContent-Type: multipart/form-data; boundary=B\r\nContent-Length: ${body.length}`
    const text = await talk(
      await start(new TestCos().handler),
      `POST / HTTP/1.1\r\n${headers}\r\n\r\n${body}`,
      get('/a'),
    )
    expect(text.match(/HTTP\/1.1 403 /g)).toHaveLength(2)
  })

  it.each(['evil.example', 'evil.example:5182', '127.0.0.1.evil.example', 'localhost.evil.example', '0.0.0.0', '[::]'])(
    'does not answer to %s, which a web page may have led to this machine',
    async (name) => {
      const handler = jest.fn(async () => ok)
      const text = await talk(await start(handler), `GET / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`)
      expect(text).toMatch(/^HTTP\/1.1 421 /)
      expect(handler).not.toHaveBeenCalled()
    },
  )

  it.each(['127.0.0.1:5182', '[::1]', '[::1]:5182', 'localhost', 'LocalHost:5182', host, `${host}:443`])(
    'answers to %s',
    async (name) => {
      const text = await talk(
        await start(async () => ok),
        `GET / HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`,
      )
      expect(text).toMatch(/^HTTP\/1.1 200 /)
    },
  )

  it('breaks the connection where the handler says so', async () => {
    const cut = async () => {
      throw new ConnectionCut()
    }
    expect(await talk(await start(cut), get('/'))).toBe('')
  })

  it('breaks the connection where a body does, so that half of one never looks like all of it', async () => {
    const body = async function* () {
      yield Buffer.from('half')
      throw new ConnectionCut()
    }
    const handler = async () => ({ status: 200, headers: [['Content-Length', '8']] as const, body: body() })
    const text = await talk(await start(handler), get('/'))
    expect(text.endsWith('\r\n\r\nhalf')).toBe(true)
  })

  it('frees its port when it is closed, whatever is under way', async () => {
    const address = await start(() => new Promise(() => undefined))
    const talking = talk(address, get('/'))
    await address.close()
    expect(await talking).toBe('')
    await (await serve(async () => ok, { port: address.port })).close()
  })
})

async function* none(): AsyncGenerator<Uint8Array> {
  // Nothing to yield.
}
