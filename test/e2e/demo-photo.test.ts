import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { cleanUpAfterAll } from '../clean-up'
import { startDemo } from './demo-phone'
import { recordFilm } from './film'

jest.setTimeout(120_000)

const cleanUp = cleanUpAfterAll()
let page: Page
let complaints: string[]
let film: Buffer

/** From the oldest to the newest: the album shows them the other way round. */
beforeAll(async () => {
  const demo = await startDemo(cleanUp, { samples: false })
  ;({ page, complaints } = await demo.open('pages/upload/upload'))
  film = await recordFilm(page)
  await upload('选择文件', { name: 'broken.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(2000, 'no video') }, 1)
  await upload('选择文件', { name: 'film.webm', mimeType: 'video/webm', buffer: film }, 2)
  await upload('选择文件', { name: 'report.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }, 3)
  await upload('选择照片', { name: 'sea.jpg', mimeType: 'image/jpeg', buffer: await picture() }, 4)
  await page.getByRole('tab', { name: '相册' }).click()
  await page.getByRole('group', { name: '我的照片' }).locator('img').click()
})

async function upload(from: string, file: { name: string; mimeType: string; buffer: Buffer }, count: number) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText(from).click()])
  await chooser.setFiles(file)
  await page.getByText(`${count} 完成`).waitFor()
}

function picture(): Promise<Buffer> {
  const create = { width: 1500, height: 1000, channels: 3 as const, background: '#08c' }
  return sharp({ create }).jpeg().toBuffer()
}

const front = () => page.locator('.wechat-page:visible')
const text = (wanted: string | RegExp) => front().getByText(wanted).first().waitFor()
const player = () => front().locator('video')

async function swipe(distance: number): Promise<void> {
  const swiper = page.locator('wx-swiper')
  await swiper.hover({ position: { x: 190, y: 120 } })
  const { x = 0, y = 0 } = (await swiper.boundingBox()) ?? {}
  await page.mouse.down()
  await page.mouse.move(x + 190 + distance, y + 120, { steps: 4 })
  await page.mouse.up()
}

test('a photo stands among what the album has around it, with name, size, type and time', async () => {
  await text('第 1 项，共 4 项')
  await text(/^IMG_.*\.jpg$/)
  await text('image/jpeg')
  await text(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('wx-swiper img')?.naturalWidth === 1080)
})

test('its original is fetched when it is asked for', async () => {
  await page.getByRole('button', { name: /^查看原图 \(\S+ KB\)$/ }).click()
  await page.waitForFunction(
    () => document.querySelector<HTMLImageElement>('.wechat-preview img')?.naturalWidth === 1500,
  )
  await page.getByRole('dialog', { name: 'image preview' }).click()
})

test('a file that is neither photo nor video says what it is, and is downloaded', async () => {
  await swipe(-150)
  await text('第 2 项，共 4 项')
  await text('report.pdf')
  await text('此文件没有预览')
  await text('8 B')
  await text('application/pdf')
  expect(await page.getByText('查看原图').count()).toBe(0)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('下载并打开').click()])
  expect(download.suggestedFilename()).toMatch(/\.pdf$/)
})

test('a video plays where it stands, and is gone when the next one is there', async () => {
  await swipe(-150)
  await text('film.webm')
  await page.waitForFunction(() => (document.querySelector('video')?.readyState ?? 0) > 0)
  expect(await player().evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight])).toEqual([64, 48])
  await player().evaluate((video: HTMLVideoElement) => {
    video.muted = true
    return video.play()
  })
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0)
  await page.waitForFunction((size) => document.body.innerText.includes(size), `${(film.length / 1024).toFixed(1)} KB`)
  await swipe(150)
  await text('第 2 项，共 4 项')
  await player().waitFor({ state: 'detached' })
})

test('a video that cannot be played says so, is tried again, and can be saved', async () => {
  await swipe(-150)
  await text('第 3 项，共 4 项')
  await swipe(-150)
  await text('broken.mp4')
  await text('视频放不了。可以重试，或下载后打开。')
  const again = page.waitForRequest((request) => request.url().includes('broken.mp4') && request.method() === 'GET')
  await page.getByRole('button', { name: '点击重试' }).click()
  await again
  await text('视频放不了。可以重试，或下载后打开。')
  await page.getByText('保存到相册').waitFor()
})

test('after a failure the page goes on at the one that was in view', async () => {
  await page.route(/film\.webm/, (route) =>
    route.fulfill({ status: 403, headers: { 'access-control-allow-origin': '*' }, body: '' }),
  )
  await swipe(150)
  const again = page.getByText('重试', { exact: true })
  await again.waitFor()
  await page.unrouteAll()
  await again.click()
  await text('第 3 项，共 4 项')
  await text('film.webm')
  expect(await player().count()).toBe(1)
})

test('the console tells of the failure that was made, and of nothing else', () => {
  expect(complaints.filter((complaint) => !/403/.test(complaint))).toEqual([])
})
