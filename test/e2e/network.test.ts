import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { type FixtureHost, startFixture } from './fixture-host'
import { type Peer, PIXEL, startPeer } from './peer'
import { callFiles, callWx } from './wx-call'

jest.setTimeout(30_000)

const cleanUp = cleanUpAfterAll()
let host: FixtureHost
let page: Page
let peer: Peer

beforeAll(async () => {
  peer = cleanUp.adopt(await startPeer(), (started) => started.close())
  host = await startFixture(cleanUp)
  page = await host.open('pages/language/language')
}, 60_000)

const call = (name: string, options?: object) => callWx(page, name, options)
const onFiles = (name: string, options: object) => callFiles(page, name, options)

describe('wx.request', () => {
  test('a PUT sends the bytes and headers that it was given', async () => {
    const answer = await page.evaluate(
      (url) =>
        new Promise<object>((resolve) => {
          const data = new Uint8Array([0, 255, 1]).buffer
          const header = { 'content-type': 'application/octet-stream', 'x-meta': 'a' }
          wx.request({ url, method: 'PUT', data, header, success: resolve, fail: resolve })
        }),
      `${peer.url}/a%20b?sign=1`,
    )
    expect(answer).toMatchObject({ errMsg: 'request:ok', statusCode: 200, data: { ok: 1 } })
    const { method, url, headers, body } = peer.received.at(-1) ?? {}
    expect({ method, url, type: headers?.['content-type'], meta: headers?.['x-meta'] }).toEqual({
      method: 'PUT',
      url: '/a%20b?sign=1',
      type: 'application/octet-stream',
      meta: 'a',
    })
    expect(body).toEqual(Buffer.from([0, 255, 1]))
  })

  test('the content type is JSON where none is given', async () => {
    await call('request', { url: `${peer.url}/json`, method: 'POST', data: { a: 1 } })
    expect(peer.received.at(-1)?.headers['content-type']).toBe('application/json')
    expect(peer.received.at(-1)?.body.toString()).toBe('{"a":1}')
  })

  test('a 403 is a success', async () => {
    expect(await call('request', { url: `${peer.url}/denied` })).toMatchObject({ statusCode: 403, data: '<Error/>' })
  })

  test('a server that is not there, a timeout and an abort fail in words of WeChat', async () => {
    expect(await call('request', { url: 'http://127.0.0.1:1/' })).toMatchObject({
      errMsg: 'request:fail net::ERR_FAILED',
    })
    const slow = await call('request', { url: `${peer.url}/wait`, timeout: 20 })
    expect(slow).toEqual({ errMsg: 'request:fail timeout', errno: 5 })
    const aborted = await page.evaluate(
      (url) => new Promise((resolve) => wx.request({ url, fail: resolve }).abort()),
      `${peer.url}/wait`,
    )
    expect(aborted).toEqual({ errMsg: 'request:fail abort' })
  })

  test('ten run at a time, and the eleventh waits for one of them', async () => {
    const before = peer.received.length
    peer.waiting.length = 0
    const all = page.evaluate(
      (url) =>
        Promise.all(
          Array.from(
            { length: 11 },
            (_, index) => `${url.replace('127.0.0.1', index < 6 ? '127.0.0.1' : 'localhost')}`,
          ).map((address) => new Promise((resolve) => wx.request({ url: address, complete: resolve }))),
        ),
      `${peer.url}/wait`,
    )
    while (peer.received.length < before + 10) await new Promise((resolve) => setImmediate(resolve))
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    expect(peer.received.length).toBe(before + 10)
    peer.waiting.shift()?.()
    while (peer.waiting.length < 10) await new Promise((resolve) => setImmediate(resolve))
    for (const answer of peer.waiting) answer()
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
      `${peer.url}/pixel.png`,
    )
    expect(result).toMatchObject({ errMsg: 'downloadFile:ok', statusCode: 200 })
    expect(result.tempFilePath).toMatch(/^wxfile:\/\/tmp_\w+\.png$/)
    expect(progress).toBe(PIXEL.length)
    expect(header).toMatchObject({ 'content-type': 'image/png' })
    const info = await onFiles('getFileInfo', { filePath: result.tempFilePath, digestAlgorithm: 'md5' })
    expect(info).toMatchObject({ size: PIXEL.length, digest: expect.stringMatching(/^[0-9a-f]{32}$/) })
  })

  test('writes the body of a 403 into the file', async () => {
    const { statusCode, tempFilePath } = await call('downloadFile', { url: `${peer.url}/denied` })
    expect(statusCode).toBe(403)
    const { data } = await onFiles('readFile', { filePath: tempFilePath, encoding: 'utf8' })
    expect(data).toBe('<Error/>')
  })
})

test('wx.uploadFile posts a form with the file in it', async () => {
  await onFiles('writeFile', { filePath: 'wxfile://usr/note.txt', data: 'hello' })
  const answer = await call('uploadFile', {
    url: `${peer.url}/form`,
    filePath: 'wxfile://usr/note.txt',
    name: 'file',
    formData: { key: 'k1' },
  })
  expect(answer).toMatchObject({ errMsg: 'uploadFile:ok', statusCode: 200, data: '{"ok":1}' })
  expect(peer.received.at(-1)?.body.toString()).toMatch(/name="key"[\s\S]*k1[\s\S]*filename="note.txt"[\s\S]*hello/)
})
