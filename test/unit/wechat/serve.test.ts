import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import os from 'node:os'
import path from 'node:path'
import type { Listening } from '../../../local/http/listen'
import { serveHost } from '../../../local/wechat/serve'

/** For each file that has been opened: when it is closed, by somebody else than the garbage collector. */
const mockClosed: Promise<void>[] = []
let mockFailure: Error | undefined

jest.mock('node:fs/promises', () => {
  const actual = jest.requireActual<typeof import('node:fs/promises')>('node:fs/promises')
  const open = async (name: string) => {
    if (mockFailure) throw mockFailure
    const file = await actual.open(name)
    const close = file.close.bind(file)
    mockClosed.push(new Promise((resolve) => (file.close = () => close().then(resolve))))
    return file
  }
  return { ...actual, open }
})

let folder: string
let host: Listening

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'serve-'))
  writeFileSync(path.join(folder, 'index.html'), '<p>hello</p>')
  writeFileSync(path.join(folder, '中 文.js'), 'x')
  host = await serveHost({ folder, port: 0 })
})

afterEach(async () => {
  await host.close()
  rmSync(folder, { recursive: true })
})

test('a folder is its index, and a name may be Chinese', async () => {
  expect(await (await fetch(host.url)).text()).toBe('<p>hello</p>')
  const script = await fetch(`${host.url}${encodeURIComponent('中 文.js')}`)
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
})

test.each(['none.js', '..%2f..%2fetc%2fpasswd', '%', '%00'])('%s is not found', async (name) => {
  expect((await fetch(host.url + name)).status).toBe(404)
})

test.each(['/', '//', '?a=/..', '/?'])('the index is found at /%s, too', async (rest) => {
  expect(await (await fetch(host.url + rest)).text()).toBe('<p>hello</p>')
})

test('a port that is taken is named', async () => {
  await expect(serveHost({ folder, port: host.port })).rejects.toThrow(`Port ${host.port} is in use`)
})

test('a closed host frees its port', async () => {
  const { port } = host
  await host.close()
  host = await serveHost({ folder, port })
  expect(host.port).toBe(port)
})

test('a page of another name is not served, as a web page may have led its own name to this machine', async () => {
  const status = await new Promise((resolve) => {
    get({ port: host.port, headers: { host: 'evil.example' } }, (answer) => resolve(answer.resume().statusCode))
  })
  expect(status).toBe(421)
})

test('a download that is broken off closes its file', async () => {
  writeFileSync(path.join(folder, 'large.js'), Buffer.alloc(20_000_000))
  mockClosed.length = 0
  await Promise.all(Array.from({ length: 20 }, () => breakOff(`${host.url}large.js`)))
  expect(mockClosed).toHaveLength(20)
  await Promise.all(mockClosed)
})

test('a file that cannot be opened now may be opened later', async () => {
  mockFailure = Object.assign(new Error('too many open files'), { code: 'EMFILE' })
  expect((await fetch(host.url)).status).toBe(503)
  mockFailure = undefined
  expect((await fetch(host.url)).status).toBe(200)
})

function breakOff(url: string): Promise<void> {
  return new Promise((resolve) => {
    const request = get(url, (answer) => answer.once('data', () => request.destroy()))
    request.on('error', () => {})
    request.on('close', resolve)
  })
}
