import type { Page } from 'playwright-core'
import { cleanUpAfterAll, cleanUpAfterEach } from '../clean-up'
import { type Demo, startDemo } from './demo-phone'

jest.setTimeout(120_000)

/** Wide enough for the menu of what the phone suffers from. */
const WIDE = { viewport: { width: 1280, height: 900 } }

const ofFile = cleanUpAfterAll()
const ofTest = cleanUpAfterEach()
let demo: Demo
let page: Page

beforeAll(async () => {
  demo = await startDemo(ofFile)
})

const open = async (route: string) => {
  const phone = await demo.open(route, WIDE)
  page = ofTest.adopt(phone.page, (opened) => opened.context().close())
}

const choose = (value: string) => page.getByRole('radio', { name: value, exact: true }).check()
const front = () => page.locator('.wechat-page:visible')
const button = (name: string) => front().getByRole('button', { name, exact: true })
const samples = () => page.getByRole('group', { name: '示例图片' })

async function selectSamples(count: number): Promise<void> {
  await button('选择').click()
  for (let index = 0; index < count; index++) await samples().locator('img').nth(index).click()
  await page.getByText(`已选 ${count} 项`).waitFor()
}

describe('saving several photos', () => {
  test('where the album was refused before, none is downloaded in vain; the settings open it, and all are saved', async () => {
    await open('pages/album/album')
    await samples().locator('img').first().waitFor()
    await choose('已拒绝')
    await selectSamples(3)
    await button('保存').click()
    const failures = front().getByRole('dialog', { name: '3 项没有完成' })
    await failures.waitFor()
    expect(await failures.getByText('没有所需的系统权限，请在设置中开启。').count()).toBe(3)
    expect(await failures.getByText('PermissionDenied').count()).toBe(3)

    await failures.getByText('去设置').click()
    await page.getByText('完成', { exact: true }).click()
    await failures.waitFor()

    await failures.getByText('去设置').click()
    await page.getByRole('switch', { name: '添加到相册' }).check()
    let count = 0
    page.on('download', () => count++)
    await page.getByText('完成', { exact: true }).click()
    await page.getByText('已保存 3 项').waitFor()
    await button('选择').waitFor()
    expect(count).toBe(3)
  })
})
