import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { type Demo, startDemo } from './demo-phone'

jest.setTimeout(120_000)

const cleanUp = cleanUpAfterAll()
let demo: Demo
let page: Page

beforeAll(async () => {
  demo = await startDemo(cleanUp, {
    samples: false,
    // The request of more than a minute breaks soon, so that no test waits for it.
    faults: ({ method, target }) =>
      method === 'GET' && /self-test-\w+-long/.test(target) ? { cut: { of: 'answer', after: 0 } } : undefined,
  })
  ;({ page } = await demo.open('doctor/pages/doctor/doctor'))
  await page.getByText('最近的请求').waitFor()
})

const row = (label: string) => page.locator('.self-test .finding').filter({ hasText: label })
const value = (label: string) => row(label).locator('.finding__value').innerText()

test('one tap measures what only a phone can tell, and says that this is a simulation', async () => {
  await page.getByText('开始自检').click()
  await page.getByText('复制表格').waitFor()
  expect(await row('在哪里测的').innerText()).toContain('模拟环境')
  expect(await value('签名速度')).toMatch(/^\d+ \/ s$/)
  expect(await value('CRC64 速度')).toMatch(/^\d+\.\d MB\/s$/)
  expect(await value('系统摘要')).toMatch(/^\d+ MB\/s$/)
  expect(await value('读写 100 MB 以后的位置')).toBe('OK')
  expect(await value('PUT 指定 content-type')).toBe('image/gif')
  // It is application/json, which the backend's policy does not allow.
  expect(await value('PUT 不指定 content-type')).toBe('403')
  expect(await value('超时（500 毫秒）')).toMatch(/^request:fail timeout · errno 5 · 0\.[5-9] s$/)
  expect(await value('拒绝连接')).toMatch(/^request:fail .* errno 600001/)
  expect(await value('abort() 之后的回调')).toMatch(/^request:fail abort/)
  expect(await value('同时进行的请求')).toMatch(/^([1-9]|10) \/ 14$/)
  for (const type of ['JPEG', 'PNG', 'GIF', 'WebP', 'MP4']) expect(await value(`相册：${type}`)).toBe('OK')
  // The album of this simulation takes none, as that of many phones.
  expect(await value('相册：HEIC')).toMatch(/invalid file type/)
  expect(await value('66 秒的请求')).toMatch(/^request:fail /)
  expect(await value('网络：现在')).toBe('wifi · —')
})

test('its table is copied, and holds nothing secret', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByText('复制表格').click()
  await page.getByText('内容已复制').waitFor()
  const table = await page.evaluate(() => navigator.clipboard.readText())
  expect(table.split('\n')).toHaveLength(await page.locator('.self-test .finding').count())
  expect(table).not.toMatch(/q-signature|security-token|Bearer|eyJ|https?:/)
})

test('nothing of it is left', async () => {
  const files = await page.evaluate(() => wx.getFileSystemManager().readdirSync('wxfile://usr'))
  expect(files.filter((name) => name.startsWith('self-test'))).toEqual([])
  await page.evaluate(() => wx.reLaunch({ url: '/pages/album/album' }))
  await page.getByText('还没有照片').waitFor()
})
