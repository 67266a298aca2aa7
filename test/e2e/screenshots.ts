// Makes the picture of the README: the demo at work, in the states that people meet, side by side.
import { truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { renderSample, samples } from '../../local/samples'
import { startLocal } from '../../local/services'
import { CleanUp } from '../clean-up'
import { launchBrowser, openPhone } from './browser'
import { HeldParts } from './held-parts'

const OUT = path.resolve(__dirname, '../../docs/demo.png')
const MIB = 1024 * 1024
const GAP = 72
const CORNER = 56

const ownPhotos = [
  { name: '热气球.jpg', hue: 60 },
  { name: 'aurora + stars.jpg', hue: 340 },
  { name: "l'automne 秋.jpg", hue: 285 },
  { name: '花田 (春).jpg', hue: 150 },
  { name: '沙漠 dunes.jpg', hue: 330 },
  { name: '雪山 12MP.jpg', hue: 30 },
]

async function main(): Promise<void> {
  const cleanUp = new CleanUp()
  try {
    const folder = await cleanUp.folder('screenshots-')
    const options = { ports: { page: 0, backend: 0, cos: 0 }, folder, demo: true }
    const local = cleanUp.adopt(await startLocal(options), (started) => started.stop())
    const browser = cleanUp.adopt(await launchBrowser(), (started) => started.close())
    await sideBySide(await shootAll(browser, local.page ?? '', folder))
  } finally {
    await cleanUp.run()
  }
}

async function shootAll(browser: Browser, address: string, folder: string): Promise<Buffer[]> {
  const { context, page } = await openPhone(browser)
  page.setDefaultTimeout(90_000)
  await page.goto(`${address}#/pages/upload/upload`)
  for (const [index, photo] of ownPhotos.entries()) {
    if (index === 3) await page.getByText('清除已完成').click()
    await choosePhoto(page, await draw(photo, folder))
    await page.getByText(`${(index % 3) + 1} 完成`).waitFor()
  }
  await uploadInAllStates(page, folder)
  const upload = await shoot(page)
  await page.getByRole('tab', { name: '相册' }).click()
  await page.getByText('6 项').waitFor()
  const album = await shoot(page)
  await page.getByRole('group').locator('img').first().click()
  await page.locator('wx-swiper [aria-hidden="false"] wx-image').waitFor()
  const photo = await shoot(page)
  const storageState = await context.storageState()
  const same = await openPhone(browser, { storageState, locale: 'en-US', colorScheme: 'dark' })
  await same.page.goto(address)
  await same.page.getByText('My photos').waitFor()
  return [album, upload, photo, await shoot(same.page)]
}

/** Uploads that are under way, paused, failed for want of a network, and done. */
async function uploadInAllStates(page: Page, folder: string): Promise<void> {
  const parts = new HeldParts()
  await parts.watch(page)
  await page.route(new RegExp(encodeURIComponent('行程单')), (route) => route.abort('connectionfailed'))
  await chooseFile(page, path.join(folder, '行程单.pdf'), 2.3 * MIB)
  await chooseFile(page, path.join(folder, '雪山日出 4K.mov'), 30 * MIB)
  await parts.let(6)
  await page.getByText(/^37%/).waitFor()
  await page.getByRole('button', { name: '暂停', exact: true }).first().click()
  await parts.givenUp()
  await page.getByText('1 失败').waitFor()
  await chooseFile(page, path.join(folder, '海边的夏天.mp4'), 48 * MIB)
  await parts.let(10)
  await page.getByText(/^62%/).waitFor()
}

async function choosePhoto(page: Page, file: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择照片').click()])
  await chooser.setFiles(file)
}

async function chooseFile(page: Page, file: string, size: number): Promise<void> {
  await writeFile(file, '')
  await truncate(file, Math.floor(size))
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择文件').click()])
  await chooser.setFiles(file)
}

/** A photo of the person's own: a sample from another place, in another light. */
async function draw({ name, hue }: (typeof ownPhotos)[number], folder: string): Promise<string> {
  const sample = samples.find((one) => one.name === name)
  if (!sample) throw new Error(`There is no sample called ${name}`)
  const file = path.join(folder, 'photo.jpg')
  await sharp((await renderSample(sample)).bytes)
    .flop()
    .modulate({ hue })
    .jpeg({ quality: 90 })
    .toFile(file)
  return file
}

/** The screen once the pictures and the letters on it have come. */
async function shoot(page: Page): Promise<Buffer> {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      [...document.querySelectorAll('img')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().top < innerHeight)
        .every(({ naturalWidth }) => naturalWidth > 0),
  )
  return page.screenshot({ animations: 'disabled' })
}

async function sideBySide(screens: Buffer[]): Promise<void> {
  const { width, height } = await sharp(screens[0]).metadata()
  const shape = (style: string) =>
    Buffer.from(`<svg width="${width}" height="${height}"><rect x="1" y="1" width="${width - 2}" height="${height - 2}"
      rx="${CORNER}" ${style}/></svg>`)
  const phones = await Promise.all(
    screens.map((screen) =>
      sharp(screen)
        .composite([
          { input: shape('fill="#fff"'), blend: 'dest-in' },
          { input: shape('fill="none" stroke="#c4c9d1" stroke-width="2"') },
        ])
        .png()
        .toBuffer(),
    ),
  )
  const place = (input: Buffer, index: number) => ({ input, left: GAP + index * (width + GAP), top: GAP })
  const canvas = { width: GAP + screens.length * (width + GAP), height: height + 2 * GAP }
  await sharp({ create: { ...canvas, channels: 3, background: '#e7e9ed' } })
    .composite(phones.map(place))
    .png({ palette: true, colors: 256, effort: 10, dither: 0.4 })
    .toFile(OUT)
}

void main()
