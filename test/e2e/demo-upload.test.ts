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
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
})

const BYTES = Buffer.from('%PDF-1.7 travel')

test('a file goes to the folder that is chosen', async () => {
  await page.getByRole('button', { name: '上传到' }).click()
  await page.getByLabel('新文件夹的名称').locator('input').fill('旅行')
  await page.getByRole('button', { name: '新建' }).click()
  await page.getByRole('button', { name: '上传到' }).getByText('旅行').waitFor()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择文件').click()])
  await chooser.setFiles({ name: '行程.pdf', mimeType: 'application/pdf', buffer: BYTES })
  await page.getByText('1 完成').waitFor()
})

test('the link of what is there is copied from the list, and works', async () => {
  await page.getByRole('button', { name: '复制链接' }).click()
  await page.getByText('前有效').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  const answer = await fetch(link)
  expect(Buffer.from(await answer.arrayBuffer()).equals(BYTES)).toBe(true)
})

test('it is opened from the list, and going back loses nothing', async () => {
  await page.getByRole('button', { name: '打开 行程.pdf' }).click()
  await page.getByText('照片详情').waitFor()
  await page.getByText('application/pdf').waitFor()
  await page.getByRole('button', { name: 'back' }).click()
  await page.getByText('1 完成').waitFor()
})

test('the album has the folder, and the folder has the file', async () => {
  await page.getByRole('tab', { name: '相册' }).click()
  await page.getByRole('button', { name: '旅行' }).click()
  await page.getByRole('group', { name: '旅行' }).getByText('行程.pdf').waitFor()
})

test('the console has stayed clean', () => {
  expect(complaints).toEqual([])
})
