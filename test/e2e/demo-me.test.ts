import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { startDemo } from './demo-phone'

jest.setTimeout(120_000)

const cleanUp = cleanUpAfterAll()
let page: Page
let complaints: string[]

beforeAll(async () => {
  const demo = await startDemo(cleanUp)
  ;({ page, complaints } = await demo.open('pages/upload/upload'))
})

const tab = (name: string) => page.getByRole('tab', { name }).click()

test('deleting it all asks first, and leaves an empty album', async () => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择文件').click()])
  await chooser.setFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
  await page.getByText('1 完成').waitFor()
  await tab('我的')
  await page.getByText('删除我的全部文件').click()
  await page.getByRole('dialog').getByText('取消').click()
  await page.getByText('删除我的全部文件').click()
  await page.getByRole('dialog').getByText('全部删除').click()
  await page.getByText('已删除 1 个文件').waitFor()
  await tab('相册')
  await page.getByText('还没有照片').waitFor()
})

test('the language that is chosen is that of all pages, and stays after a reload', async () => {
  await tab('我的')
  await page.getByText('English').click()
  await page.getByText('What this app keeps').waitFor()
  await tab('Album')
  await page.getByText('No photos yet').waitFor()
  await page.reload()
  await page.getByText('No photos yet').waitFor()
})

test('the appearance that is chosen is that of all pages and of the bars, whatever the system has', async () => {
  await tab('Me')
  const background = (selector: string) =>
    page.locator(selector).evaluate((element) => getComputedStyle(element).backgroundColor)
  await page.getByRole('radio', { name: 'Dark' }).click()
  await page.locator('.theme-dark').waitFor()
  expect(await background('.theme-dark')).toBe('rgb(24, 24, 24)')
  expect(await background('#wechat-navigation')).toBe('rgb(36, 36, 36)')
  expect(await background('#wechat-tabs')).toBe('rgb(36, 36, 36)')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByRole('radio', { name: 'Light' }).click()
  await page.locator('.theme-light').waitFor()
  expect(await background('.theme-light')).toBe('rgb(243, 243, 243)')
  expect(await background('#wechat-tabs')).toBe('rgb(255, 255, 255)')
  await page.getByRole('radiogroup', { name: 'Appearance' }).getByText('As the system').click()
  await page.locator('.theme-light').waitFor({ state: 'detached' })
  expect(await background('#wechat-tabs')).toBe('rgb(36, 36, 36)')
})

test('the tools open from here', async () => {
  await tab('Me')
  await page.getByText('Find out why requests fail').click()
  await page.getByText('Last requests').waitFor()
  await page.getByRole('button', { name: 'back' }).click()
  await page.getByText('Make a pre-signed URL, and understand it').click()
  await page.getByText('Given the same time').waitFor()
})

test('the console has stayed clean', () => {
  expect(complaints).toEqual([])
})
