import { execFile } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { Server } from 'node:https'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createCertificate } from './certificate'

const CALLER = join(__dirname, 'sts-caller.ts')
const EXPIRED_TIME = 1_900_000_000

/** What the stand-in was sent, and what it answers next; `undefined`: nothing, ever. */
const world: { asked: URLSearchParams[]; host: string; answer: object | undefined } = {
  asked: [],
  host: '',
  answer: {},
}
let server: Server
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sts-'))
  const certificate = createCertificate()
  await writeFile(join(folder, 'ca.pem'), certificate.cert)
  server = createServer(certificate, async (request, response) => {
    world.asked.push(new URLSearchParams(await textOf(request)))
    if (world.answer !== undefined) response.end(JSON.stringify({ Response: world.answer }))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  world.host = `localhost:${typeof address === 'object' && address !== null ? address.port : 0}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  world.asked.length = 0
})

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

/** Calls the stand-in by the real package, in a process that trusts its certificate. */
async function call(answer: object | undefined, timeoutMs = 20_000): Promise<{ issued?: object; error?: object }> {
  world.answer = answer
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', CALLER, world.host, String(timeoutMs)],
    { env },
  )
  return JSON.parse(stdout) as { issued?: object; error?: object }
}

/** Signature version 1 of Tencent's API: HMAC-SHA1 over the method, the host and the sorted parameters. */
function signatureOf(asked: URLSearchParams): string {
  const parameters = [...asked].filter(([name]) => name !== 'Signature').sort(([a], [b]) => (a < b ? -1 : 1))
  const message = `POST${world.host}/?${parameters.map(([name, value]) => `${name}=${value}`).join('&')}`
  return createHmac('sha1', 'example-secret-key').update(message).digest('base64')
}

describe('qcloud-cos-sts', () => {
  it('asks STS, signed, for the policy and the time, and hands on what it answers', async () => {
    const Credentials = { TmpSecretId: 'AKIDEXAMPLE', TmpSecretKey: 'example-tmp-key', Token: 'example-token' }
    const { issued } = await call({ Credentials, ExpiredTime: EXPIRED_TIME, RequestId: 'example-id' })

    expect(issued).toEqual({
      credentials: { tmpSecretId: 'AKIDEXAMPLE', tmpSecretKey: 'example-tmp-key', sessionToken: 'example-token' },
      startTime: EXPIRED_TIME - 900,
      expiredTime: EXPIRED_TIME,
      requestId: 'example-id',
    })
    const asked = world.asked[0] ?? new URLSearchParams()
    expect(world.asked).toHaveLength(1)
    expect(asked.get('Signature')).toBe(signatureOf(asked))
    expect(asked.get('Action')).toBe('GetFederationToken')
    expect(asked.get('DurationSeconds')).toBe('900')
    expect(JSON.parse(decodeURIComponent(asked.get('Policy') ?? ''))).toEqual({
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: ['name/cos:GetObject'],
          resource: ['qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/u/图 1+*.jpg'],
        },
      ],
    })
  })

  it('fails with the code of STS alone, and asks once', async () => {
    const { error } = await call({ Error: { Code: 'RequestLimitExceeded', Message: 'example-secret' }, RequestId: 'x' })

    const message = 'The issuer of credentials failed: RequestLimitExceeded'
    expect(error).toEqual({ name: 'IssuerError', message, code: 'RequestLimitExceeded' })
    expect(world.asked).toHaveLength(1)
  })

  it('fails with BadAnswer where there are no credentials in the answer', async () => {
    expect((await call({ ExpiredTime: EXPIRED_TIME })).error).toMatchObject({ code: 'BadAnswer' })
  })

  it('fails in time where STS does not answer, which the package alone would not', async () => {
    expect((await call(undefined, 300)).error).toMatchObject({ code: 'Timeout' })
  })
})
