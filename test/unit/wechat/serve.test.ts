import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type RunningHost, serveHost } from '../../../local/wechat/serve'

let folder: string
let host: RunningHost

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
  await expect(serveHost({ folder, port: host.port })).rejects.toThrow(`Port ${host.port} is taken`)
})

test('a closed host frees its port', async () => {
  const { port } = host
  await host.close()
  host = await serveHost({ folder, port })
  expect(host.port).toBe(port)
})
