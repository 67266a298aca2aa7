import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { type Demo, startDemo } from './demo-phone'

jest.setTimeout(120_000)

const cleanUp = cleanUpAfterAll()
let demo: Demo
let page: Page
let complaints: string[]

beforeAll(async () => {
  demo = await startDemo(cleanUp)
  ;({ page, complaints } = await demo.open('link/pages/link/link'))
})

const link = () => page.locator('.url__text').innerText()
const sign = () => page.getByRole('button', { name: '生成链接' }).click()

test('the page begins with a link to a sample, which works', async () => {
  await page.getByText('剩余').waitFor()
  expect((await fetch(await link())).status).toBe(200)
})

test('the official SDK signs the same, field by field', async () => {
  await page.getByText('指定同样的时间').waitFor()
  await page.getByText('逐项相同').first().waitFor()
  await page.getByText(/每次签名：本 SDK [\d.]+ 毫秒，官方 [\d.]+ 毫秒/).waitFor()
})

test('a preset makes a small picture, which the preview shows', async () => {
  const before = await link()
  await page.getByText('宽 300').click()
  await sign()
  await page.waitForFunction((old) => document.querySelector('.url__text')?.textContent !== old, before)
  expect(await link()).toContain('imageMogr2%2Fthumbnail%2F300x')
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.preview img')?.naturalWidth === 300)
})

test('trying it shows the status, the headers and the body', async () => {
  await page.getByText('图片信息').click()
  await sign()
  await page.waitForFunction(() => document.querySelector('.url__text')?.textContent?.includes('imageInfo'))
  await page.getByText('试一试').click()
  await page.getByText(/状态码 200/).waitFor()
  await page.getByText(/x-cos-request-id: /).waitFor()
  await page.getByText(/"width"/).waitFor()
})

test('a lifetime that is none is told, and signs nothing', async () => {
  await page.locator('input[inputmode="numeric"]').fill('0')
  await sign()
  await page.getByText('有效期须是正整数，单位为秒。').waitFor()
})

test('a link longer than its key says that it ends with the key', async () => {
  await page.getByText('12 小时').click()
  await sign()
  await page.getByText(/比 Expires 短/).waitFor()
})

test('the key of a sample may not be written, and the page says so', async () => {
  await page.getByText('PUT', { exact: true }).click()
  await sign()
  await page.getByText('没有权限进行此操作。').waitFor()
})

test('the console has stayed clean', () => {
  // The browser itself tells of the refusal above.
  expect(complaints.filter((text) => !text.includes('status of 403'))).toEqual([])
})
