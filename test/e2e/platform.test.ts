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

const choose = async (name: string, options: object, files: { name: string; mimeType: string; buffer: Buffer }[]) => {
  const [chooser, result] = await Promise.all([
    page.waitForEvent('filechooser').then(async (opened) => opened.setFiles(files)),
    call(name, options),
  ])
  return { chooser, result }
}

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
    const { tempFilePath } = await call('downloadFile', { url: `${peer.url}/pixel.png` })
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
    const { tempFilePath } = await call('downloadFile', { url: `${peer.url}/pixel.png` })
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
