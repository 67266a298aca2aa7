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
  ;({ page, complaints } = await demo.open('doctor/pages/doctor/doctor'))
})

const signs = (verdict: string) => page.locator(`.finding__sign--${verdict}`)

test('everything is checked, and nothing is bad', async () => {
  await page.getByText('最近的请求').waitFor()
  for (const title of ['时间', '登录与凭证', '逐项操作', '合法域名', '手机'])
    await page.getByText(title, { exact: true }).waitFor()
  expect(await signs('bad').count()).toBe(0)
  expect(await signs('good').count()).toBeGreaterThan(8)
})

test('what was probed is deleted afterwards', async () => {
  await page.getByText(/^DELETE · 204 · /).waitFor()
  await page.getByText(/^PUT · 200 · .*diagnosis-/).waitFor()
})

test('the report holds what a developer needs, and nothing secret', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByText('复制报告').click()
  await page.getByText('内容已复制').or(page.getByRole('status')).first().waitFor()
  const report = await page.evaluate(() => navigator.clipboard.readText())
  expect(report).toContain('PutObject')
  expect(report).toMatch(/AKID••••[\w-]{4}/)
  expect(report).not.toMatch(/q-signature|security-token|Bearer|eyJ/)
})

test('the console has stayed clean', () => {
  expect(complaints).toEqual([])
})

test('with the services down the page says what to do', async () => {
  await demo.local.stop()
  await page.getByText('重新检查').click()
  await page.getByText(/服务器没有回应时间/).waitFor()
  await page.getByText('最近的请求').waitFor()
  expect(await signs('bad').count()).toBeGreaterThan(0)
})
