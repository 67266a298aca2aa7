import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { cleanUpAfterAll } from '../clean-up'
import { type Demo, startDemo } from './demo-phone'

jest.setTimeout(120_000)

/** What a browser wants of an answer from another origin. */
const CORS = { 'access-control-allow-origin': '*' }

const cleanUp = cleanUpAfterAll()
let demo: Demo
let page: Page
let complaints: string[]

beforeAll(async () => {
  demo = await startDemo(cleanUp)
  ;({ page, complaints } = await demo.open('pages/upload/upload'))
  for (const [index, name] of ['c.pdf', 'a.pdf', 'b.pdf'].entries()) {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择文件').click()])
    await chooser.setFiles({ name, mimeType: 'application/pdf', buffer: Buffer.alloc(1000 * (index + 1)) })
    await page.getByText(`${index + 1} 完成`).waitFor()
  }
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择照片').click()])
  await chooser.setFiles({ name: 'sea.jpg', mimeType: 'image/jpeg', buffer: await picture() })
  await page.getByText('4 完成').waitFor()
  await page.getByRole('tab', { name: '相册' }).click()
  await mine().getByText('4 项').waitFor()
})

function picture(): Promise<Buffer> {
  return sharp({ create: { width: 60, height: 40, channels: 3, background: '#08c' } })
    .jpeg()
    .toBuffer()
}

const mine = () => page.getByRole('group', { name: '我的照片' })
const tile = (name: string) => mine().getByRole('button', { name })
const button = (name: string) => page.locator('.wechat-page:visible').getByRole('button', { name, exact: true })
/** Waits until the files stand in this order. */
const filesAre = (expected: string[]) =>
  page.waitForFunction((wanted) => {
    const tiles = [...document.querySelectorAll('[aria-label="我的照片"] [role=button][aria-label$=".pdf"]')]
    return tiles.map((element) => element.getAttribute('aria-label')).join() === wanted.join()
  }, expected)

async function press(name: string): Promise<void> {
  await tile(name).hover()
  await page.mouse.down()
  await page.getByText('已选 1 项').waitFor()
  await page.mouse.up()
}

async function sortBy(order: string): Promise<void> {
  await page.getByRole('button', { name: '排序' }).click()
  await page.getByRole('dialog').getByText(order).click()
}

test('the newest come first, and any other order is one tap away', async () => {
  await filesAre(['b.pdf', 'a.pdf', 'c.pdf'])
  await sortBy('按名称')
  await filesAre(['a.pdf', 'b.pdf', 'c.pdf'])
  await sortBy('最早在前')
  await filesAre(['c.pdf', 'a.pdf', 'b.pdf'])
  await sortBy('按大小')
  await filesAre(['b.pdf', 'a.pdf', 'c.pdf'])
})

test('a long press chooses, taps choose more, and all of them are moved to a new folder', async () => {
  await press('a.pdf')
  await tile('b.pdf').click()
  await page.getByText('已选 2 项').waitFor()
  await button('移动').click()
  await page.getByLabel('新文件夹的名称').locator('input').fill('旅行 2026')
  await button('新建').click()
  await filesAre(['c.pdf'])
  await button('旅行 2026').click()
  await page.getByRole('group', { name: '旅行 2026' }).getByText('2 项').waitFor()
  await page.getByRole('button', { name: 'back' }).click()
  await filesAre(['c.pdf'])
})

test('what cannot be deleted says why, apart from the others, and can be tried again', async () => {
  await page.route(/\/u\/.*c\.pdf/, async (route) => {
    if (route.request().method() === 'DELETE') await route.fulfill({ status: 403, headers: CORS, body: '' })
    else await route.continue()
  })
  await press('c.pdf')
  await mine().locator('img').click()
  await button('删除').click()
  await page.getByRole('dialog').getByText('删除', { exact: true }).click()
  const failures = page.getByRole('dialog', { name: '1 项没有完成' })
  await failures.getByText('c.pdf').waitFor()
  await failures.getByText('没有权限进行此操作。').waitFor()
  await failures.getByText('其余 1 项已完成。').waitFor()
  await page.unrouteAll()
  await failures.getByText('重试这些').click()
  await filesAre([])
  await mine().getByText('旅行 2026').waitFor()
  // Of the failure that was made here the browser tells, too.
  complaints.splice(0)
})

test('samples are saved to the phone, one after the other, and cannot be deleted', async () => {
  const samples = page.getByRole('group', { name: '示例图片' })
  await button('选择').click()
  await samples.locator('img').nth(0).click()
  await samples.locator('img').nth(1).click()
  await page.getByText('示例图片只能保存和分享').waitFor()
  expect(await button('删除').getAttribute('aria-disabled')).toBe('true')
  const second = page.waitForEvent('download').then(() => page.waitForEvent('download'))
  await button('保存').click()
  await second
  await button('选择').waitFor()
})

test('links to what was chosen are signed with one end, and the list that is copied works', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const samples = page.getByRole('group', { name: '示例图片' })
  await button('选择').click()
  for (const index of [0, 1, 2, 3]) await samples.locator('img').nth(index).click()
  await button('分享').click()
  await page.getByText('4 个链接').waitFor()
  expect(await page.getByText('前有效').count()).toBe(4)
  await page.getByText('复制全部').click()
  await page.getByText('已复制 4 个链接').waitFor()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  const links = text.match(/http\S+/g) ?? []
  expect(await Promise.all(links.map(async (link) => (await fetch(link)).status))).toEqual([200, 200, 200, 200])
})

test('all of a folder is shared by one tap', async () => {
  await page.getByRole('button', { name: 'back' }).click()
  await button('取消').click()
  await button('分享全部 示例图片').click()
  await page.getByText('12 个链接').waitFor()
  expect(await page.getByText('前有效').count()).toBe(12)
  await page.getByText('复制全部').click()
  await page.getByText('已复制 12 个链接').waitFor()
})

test('a friend who opens the card sees the photos it carries, without a login, until they end', async () => {
  await page.getByText('发给朋友').click()
  await page.getByRole('dialog').getByText('3 张照片').waitFor()
  const opened = page.waitForEvent('popup')
  await page.getByText('像朋友那样打开').click()
  const friend = await opened
  await friend.getByText('3 个链接').waitFor()
  await friend.waitForFunction(() => {
    const pictures = [...document.querySelectorAll<HTMLImageElement>('.link__picture img')]
    return pictures.length === 3 && pictures.every(({ naturalWidth }) => naturalWidth > 0)
  })
  expect(await friend.getByText('发给朋友').count()).toBe(0)
  await friend.clock.install({ time: Date.now() + 2 * 60 * 60 * 1000 })
  await friend.reload()
  await friend.getByText('这些链接已经失效').waitFor()
  await friend.getByText('去我的相册').click()
  await friend.getByText('还没有照片').waitFor()
})

test('on a phone whose clock is a day ahead own links do not look as if they had ended', async () => {
  const { page: other } = await demo.open('pages/upload/upload')
  await other.clock.install({ time: Date.now() + 24 * 60 * 60 * 1000 })
  await other.goto(`${demo.local.page}#/pages/album/album`)
  await other.reload()
  const samples = other.getByRole('group', { name: '示例图片' })
  await other.getByRole('button', { name: '选择', exact: true }).click()
  await samples.locator('img').first().click()
  await other.getByRole('button', { name: '分享' }).click()
  await other.getByText('前有效').waitFor()
  await other.getByRole('button', { name: '复制链接' }).waitFor()
  expect(await other.getByText('已失效').count()).toBe(0)
})

test('a card that is broken says so', async () => {
  const { page: other } = await demo.open('pages/share/share?links=~5B1')
  await other.getByText('这张卡片打不开').waitFor()
})

test('the console has stayed clean', () => {
  expect(complaints).toEqual([])
})
