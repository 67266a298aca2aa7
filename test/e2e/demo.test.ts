import type { Browser, Download, Page } from 'playwright-core'
import sharp from 'sharp'
import type { Ports } from '../../local/ports'
import { type Local, startLocal } from '../../local/services'
import { cleanUpAfterAll } from '../clean-up'
import { launchBrowser, openPhone } from './browser'
import { copySamples } from './drawn-samples'
import { listen } from './demo-phone'

jest.setTimeout(120_000)

const PHOTO = { width: 3000, height: 2000 }

const cleanUp = cleanUpAfterAll()
let folder: string
let local: Local
let browser: Browser
let page: Page
let photo: Buffer
const failures: string[] = []
let complaints: string[]

beforeAll(async () => {
  folder = await cleanUp.folder('demo-')
  await copySamples(folder)
  photo = await noise()
  local = await start({ page: 0, backend: 0, cos: 0 })
  browser = cleanUp.adopt(await launchBrowser(), (started) => started.close())
  ;({ page } = await openPhone(browser))
  complaints = listen(page)
  page.on('pageerror', ({ message }) => failures.push(message))
  await page.goto(local.page ?? '')
})

async function start(ports: Ports): Promise<Local> {
  return cleanUp.adopt(await startLocal({ ports, folder, demo: true }), (started) => started.stop())
}

/** A picture that no compression makes small. */
function noise(): Promise<Buffer> {
  const create = {
    ...PHOTO,
    channels: 3 as const,
    background: '#000',
    noise: { type: 'gaussian' as const, mean: 128, sigma: 60 },
  }
  return sharp({ create }).jpeg({ quality: 92 }).toBuffer()
}

const tab = (name: string) => page.getByRole('tab', { name }).click()
const section = (title: string) => page.getByRole('group', { name: title })
const loadedPictures = (title: string, count: number) =>
  page.waitForFunction(
    ([wanted, expected]) => {
      const sections = [...document.querySelectorAll('[role=group]')]
      const found = sections.find((element) => element.ariaLabel === wanted)
      const pictures = [...(found?.querySelectorAll('img') ?? [])]
      return pictures.length === expected && pictures.every(({ naturalWidth }) => naturalWidth > 0)
    },
    [title, count] as const,
  )

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

test('the album logs in by itself and shows all samples', async () => {
  await page.getByRole('group').first().waitFor()
  await page.locator('.wechat-page:visible').evaluate((slot) => slot.scrollTo({ top: slot.scrollHeight }))
  await loadedPictures('示例图片', 12)
  await page.getByText('还没有照片').waitFor()
})

test('a photo of several megabytes is uploaded', async () => {
  expect(photo.length).toBeGreaterThan(4_000_000)
  await tab('上传')
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择照片').click()])
  await chooser.setFiles({ name: 'noise.jpg', mimeType: 'image/jpeg', buffer: photo })
  await page.getByText('上传完成').waitFor()
})

test('a file from a chat keeps its name', async () => {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择文件').click()])
  await chooser.setFiles({ name: '报告 100%.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
  await page.getByText('报告 100%.pdf').waitFor()
  await page.getByText('2 完成').waitFor()
})

test('both are in the album', async () => {
  await tab('相册')
  await loadedPictures('我的照片', 1)
  await section('我的照片').getByText('2 项').waitFor()
  await section('我的照片').getByText('报告 100%.pdf').waitFor()
})

test('the photo opens, and its preview has its full size', async () => {
  await section('我的照片').locator('img').click()
  await page.getByText('照片详情').waitFor()
  await page.locator('wx-swiper [aria-hidden="false"] wx-image').click()
  const preview = page.getByRole('dialog', { name: 'image preview' })
  await preview.waitFor()
  await page.waitForFunction(
    (width) => document.querySelector<HTMLImageElement>('.wechat-preview img')?.naturalWidth === width,
    PHOTO.width,
  )
  await preview.click()
})

test('saving it gives the bytes that were uploaded', async () => {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('保存到相册').click()])
  expect(download.suggestedFilename()).toMatch(/\.jpe?g$/)
  expect((await bytesOf(download)).equals(photo)).toBe(true)
  await page.getByRole('status').getByText('已保存到相册').waitFor()
})

test('the link that is copied opens the photo without any login', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByText('复制链接').click()
  await page.getByText('前有效').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  const answer = await fetch(link)
  expect(Buffer.from(await answer.arrayBuffer()).equals(photo)).toBe(true)
})

test('the console has stayed clean', () => {
  expect(complaints).toEqual([])
})

test('with the services down the page says so, and goes on once they are back', async () => {
  const ports = portsOf(local)
  await local.stop()
  await page.getByRole('button', { name: 'back' }).click()
  await page.evaluate(() => wx.startPullDownRefresh())
  const problem = page.getByRole('dialog').filter({ hasText: '检查网络后重试。' })
  await problem.waitFor()
  local = await start(ports)
  await problem.getByText('重试', { exact: true }).click()
  await loadedPictures('我的照片', 1)
  expect(await page.getByText('重试', { exact: true }).count()).toBe(0)
})

test('the user is the same after a reload', async () => {
  await page.reload()
  await loadedPictures('我的照片', 1)
})

test('a deleted photo is gone from the album', async () => {
  await section('我的照片').locator('img').click()
  await page.getByText('删除', { exact: true }).click()
  await page.getByRole('dialog').getByText('删除', { exact: true }).click()
  await section('我的照片').getByText('1 项').waitFor()
})

test('another phone sees none of it, in English and in the dark', async () => {
  const { context, page: other } = await openPhone(browser, { locale: 'en-US', colorScheme: 'dark' })
  await other.goto(local.page ?? '')
  await other.getByText('No photos yet').waitFor()
  const color = await other.locator('#wechat-navigation').evaluate((bar) => getComputedStyle(bar).backgroundColor)
  expect(color).toBe('rgb(36, 36, 36)')
  await context.close()
})

test('nothing threw on the way', () => {
  expect(failures).toEqual([])
})

function portsOf({ page: demo, backend, cos }: Local): Ports {
  const [first, second, third] = [demo ?? '', backend, cos].map((url) => Number(new URL(url).port))
  return { page: first ?? 0, backend: second ?? 0, cos: third ?? 0 }
}
