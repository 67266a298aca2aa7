import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { startDemo } from './demo-phone'

jest.setTimeout(120_000)

/** As many as a person may choose at a time. */
const CHOICE = 9
/** More than the album lists at a time. */
const CHOICES = 5

const cleanUp = cleanUpAfterAll()
let page: Page
let complaints: string[]

beforeAll(async () => {
  const demo = await startDemo(cleanUp)
  ;({ page, complaints } = await demo.open('pages/upload/upload'))
  for (let choice = 1; choice <= CHOICES; choice++) {
    await upload(Array.from({ length: CHOICE }, (_, index) => `file ${choice}-${index + 1}.pdf`))
    await front()
      .getByText(`${choice * CHOICE} 完成`)
      .waitFor()
  }
  await page.getByRole('tab', { name: '相册' }).click()
  await mine().getByText('30+ 项').waitFor()
}, 120_000)

async function upload(names: string[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), front().getByText('选择文件').click()])
  await chooser.setFiles(names.map((name) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(name) })))
}

const front = () => page.locator('.wechat-page:visible')
const mine = () => page.getByRole('group', { name: '我的照片' })
const tile = (name: string) => mine().getByRole('button', { name, exact: true })
const scrollTop = () => front().evaluate((slot) => slot.scrollTop)
const back = () => page.getByRole('button', { name: 'back' }).click()

/** Down to one of the files that came first, which the album lists last. */
async function scrollToTheEnd(): Promise<number> {
  await front().evaluate((slot) => slot.scrollTo({ top: slot.scrollHeight }))
  await mine()
    .getByText(/^4[5-9] 项$/)
    .waitFor()
  await tile('file 1-5.pdf').evaluate((element) => element.scrollIntoView({ block: 'center' }))
  return scrollTop()
}

test('back from a photo the album stands where it was', async () => {
  const before = await scrollToTheEnd()
  expect(before).toBeGreaterThan(500)
  await tile('file 1-5.pdf').click()
  await front().getByText('下载并打开').waitFor()
  await back()
  await tile('file 1-5.pdf').waitFor()
  expect(await scrollTop()).toBe(before)
})

test('back from another tab, too', async () => {
  const before = await scrollToTheEnd()
  await page.getByRole('tab', { name: '我的' }).click()
  await front().getByText('这个应用保存什么').waitFor()
  await page.getByRole('tab', { name: '相册' }).click()
  await tile('file 1-5.pdf').waitFor()
  expect(await scrollTop()).toBe(before)
})

test('what is new appears, and what the person looked at stays on the screen', async () => {
  const before = await scrollToTheEnd()
  await page.getByRole('tab', { name: '上传' }).click()
  await upload(['new.pdf'])
  await front().getByText('46 完成').waitFor()
  const furthest: Promise<number> = page.evaluate(() => {
    const slot = document.querySelector('[aria-label="我的照片"]')?.closest('.wechat-page')
    let least = Infinity
    new MutationObserver(() => {
      if (slot && slot.scrollHeight > 0) least = Math.min(least, slot.scrollHeight - slot.clientHeight)
    }).observe(document.body, { childList: true, subtree: true, attributes: true })
    return new Promise((resolve) => Object.assign(globalThis, { tellLeast: () => resolve(least) }))
  })
  await page.getByRole('tab', { name: '相册' }).click()
  await mine().getByText('46 项').waitFor()
  await page.evaluate(() => (Reflect.get(globalThis, 'tellLeast') as () => void)())
  // The list never was shorter than down to there: else the screen would have jumped.
  expect(await furthest).toBeGreaterThanOrEqual(before)
  await tile('new.pdf').waitFor()
  const inView = await tile('file 1-5.pdf').evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top > 0 && bottom < innerHeight
  })
  expect(inView).toBe(true)
})

test('back from the page of links all is chosen that was', async () => {
  await front().getByRole('button', { name: '选择', exact: true }).click()
  for (const name of ['file 1-5.pdf', 'file 1-4.pdf']) await tile(name).click()
  const before = await scrollTop()
  await front().getByRole('button', { name: '分享', exact: true }).click()
  await front().getByText('2 个链接').waitFor()
  await back()
  await front().getByText('已选 2 项').waitFor()
  expect(await scrollTop()).toBe(before)
  await front().getByRole('button', { name: '取消', exact: true }).click()
})

test('what was typed into a form is there after a look at another page', async () => {
  await page.evaluate(() => void wx.navigateTo({ url: '/link/pages/link/link' }))
  const lifetime = front().locator('input[inputmode="numeric"]')
  await lifetime.fill('1234')
  await page.evaluate(() => void wx.navigateTo({ url: '/doctor/pages/doctor/doctor' }))
  await front().getByText('最近的请求').waitFor()
  await back()
  expect(await lifetime.inputValue()).toBe('1234')
})

test('the console has stayed clean', () => {
  expect(complaints).toEqual([])
})
