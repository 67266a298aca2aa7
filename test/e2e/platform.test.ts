import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { Page } from 'playwright-core'
import { type FixtureHost, startFixture } from './fixture-host'

interface Received {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: Buffer
}

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-methods': '*' }
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)

jest.setTimeout(30_000)

let host: FixtureHost
let page: Page
let server: Server
let base: string
const received: Received[] = []
const waiting: (() => void)[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    const allowed = { ...CORS, 'access-control-allow-headers': 'content-type, x-meta' }
    if (request.method === 'OPTIONS') return void response.writeHead(204, allowed).end()
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      received.push({ method, url, headers, body: Buffer.concat(parts) })
      if (url === '/wait') return waiting.push(() => response.writeHead(200, CORS).end('{}'))
      if (url === '/pixel.png') return response.writeHead(200, { ...CORS, 'content-type': 'image/png' }).end(PIXEL)
      if (url === '/denied') return response.writeHead(403, { ...CORS, 'x-secret': '1' }).end('<Error/>')
      return response.writeHead(200, { ...CORS, 'content-type': 'application/json' }).end('{"ok":1}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  base = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  host = await startFixture()
  page = await host.open('pages/language/language')
}, 60_000)

afterAll(async () => {
  await host.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** Calls a function of `wx` in the page, and gives what it succeeds or fails with. */
const call = (name: string, options: object = {}): Promise<Record<string, unknown>> =>
  page.evaluate(
    ([method, given]) =>
      new Promise((resolve) => Reflect.get(wx, method)({ ...given, success: resolve, fail: resolve })),
    [name, options] as const,
  )

/** The same for the file system. */
const onFiles = (name: string, options: object): Promise<Record<string, unknown>> =>
  page.evaluate(
    ([method, given]) =>
      new Promise((resolve) =>
        Reflect.get(wx.getFileSystemManager(), method)({ ...given, success: resolve, fail: resolve }),
      ),
    [name, options] as const,
  )

const choose = async (name: string, options: object, files: { name: string; mimeType: string; buffer: Buffer }[]) => {
  const [chooser, result] = await Promise.all([
    page.waitForEvent('filechooser').then(async (opened) => opened.setFiles(files)),
    call(name, options),
  ])
  return { chooser, result }
}

describe('wx.request', () => {
  test('a PUT sends the bytes and headers that it was given', async () => {
    const answer = await page.evaluate(
      (url) =>
        new Promise<object>((resolve) => {
          const data = new Uint8Array([0, 255, 1]).buffer
          const header = { 'content-type': 'application/octet-stream', 'x-meta': 'a' }
          wx.request({ url, method: 'PUT', data, header, success: resolve, fail: resolve })
        }),
      `${base}/a%20b?sign=1`,
    )
    expect(answer).toMatchObject({ errMsg: 'request:ok', statusCode: 200, data: { ok: 1 } })
    const { method, url, headers, body } = received.at(-1) ?? {}
    expect({ method, url, type: headers?.['content-type'], meta: headers?.['x-meta'] }).toEqual({
      method: 'PUT',
      url: '/a%20b?sign=1',
      type: 'application/octet-stream',
      meta: 'a',
    })
    expect(body).toEqual(Buffer.from([0, 255, 1]))
  })

  test('the content type is JSON where none is given', async () => {
    await call('request', { url: `${base}/json`, method: 'POST', data: { a: 1 } })
    expect(received.at(-1)?.headers['content-type']).toBe('application/json')
    expect(received.at(-1)?.body.toString()).toBe('{"a":1}')
  })

  test('a 403 is a success', async () => {
    expect(await call('request', { url: `${base}/denied` })).toMatchObject({ statusCode: 403, data: '<Error/>' })
  })

  test('a server that is not there, a timeout and an abort fail in words of WeChat', async () => {
    expect(await call('request', { url: 'http://127.0.0.1:1/' })).toMatchObject({
      errMsg: 'request:fail net::ERR_FAILED',
    })
    const slow = await call('request', { url: `${base}/wait`, timeout: 20 })
    expect(slow).toEqual({ errMsg: 'request:fail timeout', errno: 5 })
    const aborted = await page.evaluate(
      (url) => new Promise((resolve) => wx.request({ url, fail: resolve }).abort()),
      `${base}/wait`,
    )
    expect(aborted).toEqual({ errMsg: 'request:fail abort' })
  })

  test('ten run at a time, and the eleventh waits for one of them', async () => {
    const before = received.length
    waiting.length = 0
    const all = page.evaluate(
      (url) =>
        Promise.all(
          Array.from(
            { length: 11 },
            (_, index) => `${url.replace('127.0.0.1', index < 6 ? '127.0.0.1' : 'localhost')}`,
          ).map((address) => new Promise((resolve) => wx.request({ url: address, complete: resolve }))),
        ),
      `${base}/wait`,
    )
    while (received.length < before + 10) await new Promise((resolve) => setImmediate(resolve))
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    expect(received.length).toBe(before + 10)
    waiting.shift()?.()
    while (waiting.length < 10) await new Promise((resolve) => setImmediate(resolve))
    for (const answer of waiting) answer()
    expect(await all).toHaveLength(11)
  })
})

describe('wx.downloadFile', () => {
  test('gives a wxfile path, tells its progress, and its headers apart', async () => {
    const { result, progress, header } = await page.evaluate(
      (url) =>
        new Promise<{ result: Record<string, unknown>; progress: number; header: object }>((resolve) => {
          let progress = 0
          let header = {}
          const task = wx.downloadFile({
            url,
            success: (answer) => resolve({ result: { ...answer }, progress, header }),
          })
          task.onProgressUpdate((event) => (progress = event.totalBytesWritten))
          task.onHeadersReceived((event) => (header = event.header))
        }),
      `${base}/pixel.png`,
    )
    expect(result).toMatchObject({ errMsg: 'downloadFile:ok', statusCode: 200 })
    expect(result.tempFilePath).toMatch(/^wxfile:\/\/tmp_\w+\.png$/)
    expect(progress).toBe(PIXEL.length)
    expect(header).toMatchObject({ 'content-type': 'image/png' })
    const info = await onFiles('getFileInfo', { filePath: result.tempFilePath, digestAlgorithm: 'md5' })
    expect(info).toMatchObject({ size: PIXEL.length, digest: expect.stringMatching(/^[0-9a-f]{32}$/) })
  })

  test('writes the body of a 403 into the file', async () => {
    const { statusCode, tempFilePath } = await call('downloadFile', { url: `${base}/denied` })
    expect(statusCode).toBe(403)
    const { data } = await onFiles('readFile', { filePath: tempFilePath, encoding: 'utf8' })
    expect(data).toBe('<Error/>')
  })
})

test('wx.uploadFile posts a form with the file in it', async () => {
  await onFiles('writeFile', { filePath: 'wxfile://usr/note.txt', data: 'hello' })
  const answer = await call('uploadFile', {
    url: `${base}/form`,
    filePath: 'wxfile://usr/note.txt',
    name: 'file',
    formData: { key: 'k1' },
  })
  expect(answer).toMatchObject({ errMsg: 'uploadFile:ok', statusCode: 200, data: '{"ok":1}' })
  expect(received.at(-1)?.body.toString()).toMatch(/name="key"[\s\S]*k1[\s\S]*filename="note.txt"[\s\S]*hello/)
})

describe('files', () => {
  test('are read whole, in part, through a descriptor, and at once', async () => {
    await onFiles('writeFile', { filePath: 'wxfile://usr/digits', data: '0123456789' })
    const { data } = await onFiles('readFile', {
      filePath: 'wxfile://usr/digits',
      encoding: 'utf8',
      position: 3,
      length: 4,
    })
    expect(data).toBe('3456')
    const read = await page.evaluate(async () => {
      const files = wx.getFileSystemManager()
      const fd = files.openSync({ filePath: 'wxfile://usr/digits', flag: 'r' })
      const arrayBuffer = new ArrayBuffer(4)
      const { bytesRead } = await new Promise<{ bytesRead: number }>((resolve, reject) =>
        files.read({ fd, arrayBuffer, position: 8, length: 4, success: resolve, fail: reject }),
      )
      const { size } = files.fstatSync({ fd })
      files.closeSync({ fd })
      const whole = files.readFileSync('wxfile://usr/digits')
      return { bytesRead, size, bytes: [...new Uint8Array(arrayBuffer)], whole: Object(whole).byteLength }
    })
    expect(read).toEqual({ bytesRead: 2, size: 10, bytes: [56, 57, 0, 0], whole: 10 })
  })

  test('that are missing, or may not be written, fail with the number of WeChat', async () => {
    expect(await onFiles('readFile', { filePath: 'wxfile://usr/none' })).toEqual({
      errMsg: "readFile:fail no such file or directory, open 'wxfile://usr/none'",
      errno: 1300002,
    })
    const outside = await onFiles('writeFile', { filePath: 'wxfile://tmp_x', data: '' })
    expect(outside).toMatchObject({ errno: 1300013 })
  })

  test('are copied, moved, listed and deleted', async () => {
    await onFiles('mkdir', { dirPath: 'wxfile://usr/a/b', recursive: true })
    await onFiles('writeFile', { filePath: 'wxfile://usr/a/b/one', data: '1' })
    await onFiles('copyFile', { srcPath: 'wxfile://usr/a/b/one', destPath: 'wxfile://usr/a/two' })
    await onFiles('rename', { oldPath: 'wxfile://usr/a/b/one', newPath: 'wxfile://usr/a/three' })
    const { files } = await onFiles('readdir', { dirPath: 'wxfile://usr/a' })
    expect(new Set(Object(files))).toEqual(new Set(['b', 'three', 'two']))
    await onFiles('unlink', { filePath: 'wxfile://usr/a/two' })
    expect(await onFiles('access', { path: 'wxfile://usr/a/two' })).toMatchObject({ errno: 1300002 })
  })
})

describe('choosing', () => {
  const photo = { name: '照片.png', mimeType: 'image/png', buffer: PIXEL }

  test('chooseMedia gives a size and a type, and no name', async () => {
    const { result } = await choose('chooseMedia', { count: 1, mediaType: ['image'] }, [photo])
    expect(result).toMatchObject({ errMsg: 'chooseMedia:ok', type: 'image' })
    expect(result.tempFiles).toEqual([
      expect.objectContaining({ size: PIXEL.length, fileType: 'image', width: 1, height: 1 }),
    ])
    expect(JSON.stringify(result)).not.toContain('照片')
  })

  test('chooseMessageFile gives the name', async () => {
    const report = { name: '报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('hello') }
    const { result } = await choose('chooseMessageFile', { count: 2, type: 'all' }, [report, photo])
    expect(result.tempFiles).toEqual([
      expect.objectContaining({ name: '报告.pdf', size: 5, type: 'file' }),
      expect.objectContaining({ name: '照片.png', type: 'image' }),
    ])
  })

  test('an image shows what was chosen, and the mini program never sees a blob address', async () => {
    const { result } = await choose('chooseMedia', { count: 1 }, [photo])
    const path: unknown = Object(result.tempFiles)[0].tempFilePath
    await page.evaluate((picture) => getCurrentPages()[0]?.setData({ picture }), path)
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('#picture img')?.naturalWidth === 1)
    expect(await page.locator('#picture img').getAttribute('src')).toMatch(/^blob:/)
    expect(JSON.stringify(result)).not.toContain('blob:')
  })
})

describe('the album', () => {
  test('saving is a download, of the bytes as they are', async () => {
    const { tempFilePath } = await call('downloadFile', { url: `${base}/pixel.png` })
    const [download, result] = await Promise.all([
      page.waitForEvent('download'),
      call('saveImageToPhotosAlbum', { filePath: tempFilePath }),
    ])
    expect(result).toEqual({ errMsg: 'saveImageToPhotosAlbum:ok' })
    expect(download.suggestedFilename()).toMatch(/\.png$/)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
    expect(Buffer.concat(chunks)).toEqual(PIXEL)
  })

  test('an extension that does not fit the content is refused', async () => {
    const { tempFilePath } = await call('downloadFile', { url: `${base}/pixel.png` })
    await onFiles('copyFile', { srcPath: tempFilePath, destPath: 'wxfile://usr/wrong.jpg' })
    expect(await call('saveImageToPhotosAlbum', { filePath: 'wxfile://usr/wrong.jpg' })).toEqual({
      errMsg: 'saveImageToPhotosAlbum:fail invalid file type',
    })
  })
})

describe('the system', () => {
  test('is a phone in the language of the browser', async () => {
    expect(await page.evaluate(() => [wx.getDeviceInfo().platform, wx.getAppBaseInfo().language])).toEqual([
      expect.stringMatching(/^(android|ios)$/),
      'zh_CN',
    ])
    const english = await host.open('pages/language/language', { locale: 'en-US' })
    expect(await english.evaluate(() => wx.getAppBaseInfo().language)).toBe('en')
    await english.context().close()
  })

  test('the configuration of the host is the ext config', async () => {
    expect(await page.evaluate(() => wx.getExtConfigSync?.())).toEqual({ backend: 'http://127.0.0.1:1' })
  })

  test('a login code has the device in it, which stays the same after a reload', async () => {
    const { code: first } = await call('login')
    await page.reload()
    const { code: second } = await call('login')
    expect(second).not.toBe(first)
    expect(String(second).split('.')[0]).toBe(String(first).split('.')[0])
  })

  test('storage keeps types, and survives a reload', async () => {
    await page.evaluate(() => wx.setStorageSync('kept', { list: [1, true] }))
    await page.reload()
    expect(await page.evaluate<object>(() => wx.getStorageSync('kept'))).toEqual({ list: [1, true] })
    expect(await page.evaluate<string>(() => wx.getStorageSync('never'))).toBe('')
    expect(await call('getStorage', { key: 'never' })).toEqual({ errMsg: 'getStorage:fail data not found' })
  })

  test('the network going away is told', async () => {
    await page.evaluate(() =>
      wx.onNetworkStatusChange((status) => getCurrentPages()[0]?.setData({ log: JSON.stringify(status) })),
    )
    await page.context().setOffline(true)
    await page.getByText('{"isConnected":false,"networkType":"none"}').waitFor()
    await page.context().setOffline(false)
    await page.getByText('{"isConnected":true,"networkType":"wifi"}').waitFor()
  })
})

describe('what the host does not have', () => {
  test('warns once, and fails as WeChat does', async () => {
    const warnings: string[] = []
    page.on('console', (message) => warnings.push(message.text()))
    expect(await call('scanCode')).toEqual({ errMsg: 'scanCode:fail not supported' })
    expect(await call('scanCode')).toEqual({ errMsg: 'scanCode:fail not supported' })
    expect(warnings).toEqual(['wx.scanCode is not supported by the browser host'])
  })

  test('a name that WeChat does not know is undefined', async () => {
    expect(await page.evaluate(() => typeof Reflect.get(wx, 'fly'))).toBe('undefined')
    expect(await page.evaluate(() => [wx.canIUse('request'), wx.canIUse('scanCode')])).toEqual([true, false])
  })
})
