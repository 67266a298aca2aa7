import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { cleanUpAfterAll, cleanUpAfterEach } from '../clean-up'
import { type Demo, startDemo } from './demo-phone'
import { HeldParts } from './held-parts'
import { callFiles, callWx } from './wx-call'

jest.setTimeout(120_000)

const WIDE = { viewport: { width: 1280, height: 900 } }
const MIB = 1024 * 1024

const ofFile = cleanUpAfterAll()
const ofTest = cleanUpAfterEach()
let demo: Demo
let page: Page
let complaints: string[]
let file: string

beforeAll(async () => {
  demo = await startDemo(ofFile)
  file = path.join(await ofFile.folder('menu-'), 'large.bin')
  await writeFile(file, Buffer.alloc(10 * MIB, 7))
})

const open = async (route: string, options: object = WIDE) => {
  const phone = await demo.open(route, options)
  ;({ complaints } = phone)
  page = ofTest.adopt(phone.page, (opened) => opened.context().close())
}

const choose = (value: string) => page.getByRole('radio', { name: value, exact: true }).check()
const text = (wanted: string | RegExp) => page.getByText(wanted).first().waitFor()
const button = (name: string) => page.getByRole('button', { name, exact: true })
const openSample = async () => {
  await page.getByRole('group').locator('img').first().click()
  await page.locator('wx-swiper [aria-hidden="false"] wx-image').waitFor()
}
const save = () => button('保存到相册').click()

async function chooseFile(): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择文件').click()])
  await chooser.setFiles(file)
}

describe('the network', () => {
  test('off: an upload waits, and goes on when it is back; nothing that arrived is sent again', async () => {
    const parts = new HeldParts()
    await open('pages/upload/upload')
    await parts.watch(page)
    await chooseFile()
    await parts.let(4)
    await text(/^40%/)
    await choose('断开')
    await parts.givenUp()
    await text('等待网络恢复')
    expect(await callWx(page, 'request', { url: demo.local.backend })).toEqual({
      errMsg: 'request:fail errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED',
      errno: 600001,
    })
    expect(await callWx(page, 'getNetworkType')).toMatchObject({ networkType: 'none' })

    await parts.let(10)
    await choose('正常')
    await text(/^上传完成$/)
    expect(parts.sent.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  test('slow: it is a mobile one, and the pictures come all the same', async () => {
    await open('pages/album/album')
    await page.getByRole('group').first().waitFor()
    await page.evaluate(() =>
      wx.onNetworkStatusChange((status) => void (document.title = `${status.networkType} ${status.isConnected}`)),
    )
    await choose('慢')
    await page.waitForFunction(() => document.title === '3g true')
    await openSample()
    await page.waitForFunction(() => {
      const picture = document.querySelector<HTMLImageElement>('wx-swiper [aria-hidden="false"] img')
      return picture !== null && picture.naturalWidth > 0 && picture.src.startsWith('blob:')
    })
  })
})

describe('the mini program', () => {
  test('hidden: it is told so, and its request is interrupted after five seconds', async () => {
    await open('pages/me/me')
    await text('语言')
    await page.clock.install()
    await page.evaluate(() => {
      const told: string[] = []
      Object.assign(globalThis, { told })
      wx.onAppHide(() => told.push('hide'))
      wx.onAppShow(() => told.push('show'))
    })
    await page.route('**/slow', () => {})
    const request = callWx(page, 'request', { url: `${demo.local.backend}/slow` })
    await choose('后台')
    await page.getByRole('dialog', { name: '小程序在后台' }).waitFor()
    await page.clock.fastForward(5000)
    expect(await request).toEqual({ errMsg: 'request:fail interrupted', errno: 600003 })
    expect(await callWx(page, 'request', { url: demo.local.backend })).toMatchObject({ errno: 600003 })

    await page.getByText('回到小程序').click()
    expect(await callWx(page, 'request', { url: `${demo.local.backend}/config` })).toMatchObject({ statusCode: 200 })
    expect(await page.evaluate(() => Reflect.get(globalThis, 'told'))).toEqual(['hide', 'show'])
  })

  test('left by the ring of the capsule, it is hidden', async () => {
    await open('pages/me/me')
    await button('离开小程序').click()
    await page.getByRole('dialog', { name: '小程序在后台' }).waitFor()
    expect(await page.getByRole('radio', { name: '后台' }).isChecked()).toBe(true)
  })
})

describe('the clock', () => {
  test.each([
    ['快一天', /\+86400 s/],
    ['慢一天', /-86400 s/],
  ])('%s: the diagnosis sees it, and every action works all the same', async (value, offset) => {
    await open('pages/me/me')
    await text('语言')
    await choose(value)
    await page.evaluate(() => wx.navigateTo({ url: '/doctor/pages/doctor/doctor' }))
    await text(offset)
    await text('最近的请求')
    expect(await page.locator('.finding__sign--bad').count()).toBe(1)
  })
})

describe('the album', () => {
  test('refused: nothing is saved, the settings open it, and then it is saved', async () => {
    await open('pages/album/album')
    await openSample()
    await choose('已拒绝')
    await save()
    const explained = page.getByRole('dialog').filter({ hasText: '需要相册权限' })
    await explained.getByText('去设置').click()
    await page.getByRole('switch', { name: '添加到相册' }).check()
    await Promise.all([page.waitForEvent('download'), page.getByText('完成', { exact: true }).click()])
    expect(await page.getByRole('radio', { name: '允许' }).isChecked()).toBe(true)
    expect(await callWx(page, 'getSetting')).toMatchObject({ authSetting: { 'scope.writePhotosAlbum': true } })
  })
})

describe('the privacy terms', () => {
  test('not agreed to: choosing a file asks, a refusal is said, and an agreement opens it', async () => {
    await open('pages/upload/upload')
    await choose('未同意')
    expect(await callWx(page, 'getPrivacySetting')).toMatchObject({ needAuthorization: true })
    const refused = callWx(page, 'chooseMessageFile', { count: 1 })
    await page.getByRole('dialog').getByText('拒绝', { exact: true }).click()
    expect(await refused).toEqual({
      errMsg: 'chooseMessageFile:fail privacy permission is not authorized',
      errno: 104,
    })
    await page.getByText('选择文件').click()
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('dialog').getByText('同意', { exact: true }).click(),
    ])
    await chooser.setFiles(file)
    await text(/^上传完成$/)
    expect(await page.getByRole('radio', { name: '已同意' }).isChecked()).toBe(true)
  })
})

describe('the files', () => {
  test('full: nothing is written nor downloaded, and the page says so; with room again it is saved', async () => {
    await open('pages/album/album')
    await openSample()
    await choose('已满')
    expect(await callFiles(page, 'writeFile', { filePath: 'wxfile://usr/note', data: 'x' })).toEqual({
      errMsg: 'writeFile:fail the maximum size of the file storage limit is exceeded',
      errno: 1300202,
    })
    await save()
    await text(/手机存储空间不足/)
    await choose('有空间')
    const again = page.getByRole('dialog').getByText('重试', { exact: true })
    await Promise.all([page.waitForEvent('download'), again.click()])
  })
})

describe('the session', () => {
  test('ended: the backend answers 401, the app logs in anew, and the page is there all the same', async () => {
    await open('pages/album/album')
    await page.getByRole('group').locator('img').first().waitFor()
    // A request of the album that is still to come would be the one that is answered 401.
    await page.waitForLoadState('networkidle')
    const statuses: number[] = []
    page.on('response', (response) => {
      if (response.url().endsWith('/cos/credentials')) statuses.push(response.status())
    })
    await button('让它失效').click()
    await text('已失效，后端对下一次请求回答 401')
    await page.evaluate(() => wx.navigateTo({ url: '/doctor/pages/doctor/doctor' }))
    await text('最近的请求')
    await text('有效')
    expect(statuses[0]).toBe(401)
    expect(new Set(statuses.slice(statuses.indexOf(200)))).toEqual(new Set([200]))
  })
})

describe('the menu', () => {
  test('says what is simulated, and makes all right again with one click', async () => {
    await open('pages/me/me')
    await text(/^模拟的是：/)
    for (const value of ['断开', '快一天', '已拒绝', '未同意', '已满']) await choose(value)
    await button('全部恢复').click()
    for (const value of ['正常', '准确', '允许', '已同意', '有空间']) {
      expect(await page.getByRole('radio', { name: value, exact: true }).isChecked()).toBe(true)
    }
    expect(await button('全部恢复').isDisabled()).toBe(true)
  })

  test('is English in an English browser', async () => {
    await open('pages/me/me', { ...WIDE, locale: 'en-US' })
    await text('Trouble for the phone')
    await text(/^Simulated: /)
    await choose('Slow')
    await text('100 KB/s each way, 300 ms delay')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })

  test.each([390, 320])('on a screen of %i px is opened from the capsule, and closed again', async (width) => {
    await open('pages/me/me', { viewport: { width, height: 640 } })
    await text('语言')
    expect(await page.locator('.wechat-menu').count()).toBe(0)
    await button('更多').click()
    await page.getByText('让手机遇到麻烦').click()
    await choose('慢')
    const overflow = await page.locator('.wechat-menu').evaluate((box) => box.scrollWidth - box.clientWidth)
    expect(overflow).toBe(0)
    await button('关闭').click()
    expect(await page.locator('.wechat-menu').count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
  })

  test('leaves the console clean', async () => {
    await open('pages/album/album')
    await page.getByRole('group').locator('img').first().waitFor()
    for (const value of ['慢', '快一天', '已满', '正常']) await choose(value)
    expect(complaints).toEqual([])
  })
})
