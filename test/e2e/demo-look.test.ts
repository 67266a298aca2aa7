import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { audit } from '../screenshots/audit'
import { startDemo } from './demo-phone'

jest.setTimeout(120_000)

const NARROW = { viewport: { width: 320, height: 568 } }

const cleanUp = cleanUpAfterAll()
let page: Page

beforeAll(async () => {
  const demo = await startDemo(cleanUp)
  ;({ page } = await demo.open('pages/me/me', NARROW))
})

/** A page, and what is there once it is complete. */
const PAGES = [
  ['/pages/me/me', '语言'],
  ['/pages/album/album', '还没有照片'],
  ['/pages/upload/upload', '还没有上传任务'],
  ['/link/pages/link/link', '指定同样的时间'],
  ['/doctor/pages/doctor/doctor', '最近的请求'],
] as const

const open = async (url: string, text: string) => {
  await page.evaluate((target) => void wx.reLaunch({ url: target }), url)
  await page.locator('.wechat-page:visible').getByText(text, { exact: true }).waitFor()
}

// Whether a chosen appearance goes through shows where it is not the system's.
describe.each([
  ['light', '跟随系统'],
  ['dark', '跟随系统'],
  ['light', '深色'],
  ['dark', '浅色'],
] as const)('where the system is %s and the appearance is %s', (colorScheme, appearance) => {
  beforeAll(async () => {
    await page.emulateMedia({ colorScheme })
    await open('/pages/me/me', '语言')
    await page.getByRole('radiogroup', { name: '外观' }).getByText(appearance).click()
  })

  test.each(PAGES)('%s can be read, has room for a finger, and nothing cut off', async (url, text) => {
    await open(url, text)
    expect(await audit(page)).toEqual([])
  })
})
