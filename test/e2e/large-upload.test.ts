import { createCipheriv } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Download, Page } from 'playwright-core'
import { type Local, startLocal } from '../../local/services'
import { cleanUpAfterAll, cleanUpAfterEach } from '../clean-up'
import { launchBrowser, openPhone } from './browser'
import { HeldParts } from './held-parts'

jest.setTimeout(120_000)

const MIB = 1024 * 1024
/** The SDK sends 30 MiB in 16 parts. */
const LARGE = { size: 30 * MIB, parts: 16 }
/** The SDK sends 10 MiB in 10 parts of 1 MiB. */
const SMALLER = { size: 10 * MIB, parts: 10 }

const ofFile = cleanUpAfterAll()
const ofTest = cleanUpAfterEach()
let folder: string
let local: Local
let browser: Browser
let page: Page
let parts: HeldParts
const failures: string[] = []

beforeAll(async () => {
  folder = await ofFile.folder('large-upload-')
  const options = { ports: { page: 0, backend: 0, cos: 0 }, folder, demo: true, samples: false }
  local = ofFile.adopt(await startLocal(options), (started) => started.stop())
  browser = ofFile.adopt(await launchBrowser(), (started) => started.close())
})

beforeEach(async () => {
  parts = new HeldParts()
  const phone = await openPhone(browser)
  page = ofTest.adopt(phone.page, () => phone.context.close())
  page.on('pageerror', ({ message }) => failures.push(message))
  await parts.watch(page)
  await page.goto(`${local.page}#/pages/upload/upload`)
})

/** Bytes that are different everywhere, so that no part can be taken for another. */
function contentOf(seed: string, { size }: { size: number }): Buffer {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16))
  return cipher.update(Buffer.alloc(size))
}

async function choose(name: string, content: Buffer): Promise<void> {
  const file = path.join(folder, name)
  await writeFile(file, content)
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择文件').click()])
  await chooser.setFiles(file)
}

function expectEachOnce(sent: readonly number[], { parts: count }: { parts: number }): void {
  expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index + 1))
}

const status = (text: RegExp) => page.getByText(text).waitFor()
const tab = (name: string) => page.getByRole('tab', { name }).click()
const button = (name: string) => page.getByRole('button', { name, exact: true }).click()

/** The object, through the demo: from the album to its page, and down to this computer. */
async function downloaded(name: string): Promise<Buffer> {
  await tab('相册')
  await page.getByText(name, { exact: true }).locator('visible=true').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('下载并打开').click()])
  return bytesOf(download)
}

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

test('30 MB are uploaded with a pause: the progress is what has arrived, and the object is the file', async () => {
  const content = contentOf('1', LARGE)
  await choose('pause.bin', content)
  for (const percent of [6, 12, 18]) {
    await parts.let(1)
    await status(new RegExp(`^${percent}%`))
  }

  await button('暂停')
  await status(/^已暂停 · 18%$/)
  await parts.givenUp()
  await parts.let(LARGE.parts)
  // Whatever the page still had to send would be sent in the meantime.
  await tab('相册')
  await page.getByText('还没有照片').waitFor()
  await tab('上传')
  await status(/^已暂停 · 18%$/)
  expect(parts.sent).toHaveLength(3)

  await button('继续')
  await status(/^上传完成$/)
  expectEachOnce(parts.sent, LARGE)
  expect((await downloaded('pause.bin')).equals(content)).toBe(true)
})

test('after a reload the same file goes on where it stopped: nothing is sent twice', async () => {
  const content = contentOf('2', SMALLER)
  await choose('reload.bin', content)
  await parts.let(5)
  await status(/^50%/)

  await page.reload()
  await parts.givenUp()
  await page.getByText('“reload.bin”上次没有传完').waitFor()
  await choose('reload.bin', content)
  await status(/^50%/)
  expect(await page.getByText('上次没有传完').count()).toBe(0)

  await parts.let(SMALLER.parts)
  await status(/^上传完成$/)
  expectEachOnce(parts.sent, SMALLER)
  expect((await downloaded('reload.bin')).equals(content)).toBe(true)
})

test('after a reload another file of the same name and size is uploaded from the start', async () => {
  await choose('twin.bin', contentOf('3', SMALLER))
  await parts.let(2)
  await status(/^20%/)

  await page.reload()
  await parts.givenUp()
  const content = contentOf('4', SMALLER)
  await choose('twin.bin', content)
  await parts.let(SMALLER.parts)
  await status(/^上传完成$/)
  expectEachOnce(parts.sent.slice(2), SMALLER)
  expect((await downloaded('twin.bin')).equals(content)).toBe(true)
})

test('a cancelled upload asks first, and is not offered again', async () => {
  await choose('cancel.bin', contentOf('5', SMALLER))
  await parts.let(1)
  await status(/^10%/)
  await button('取消上传')
  const [abort] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'DELETE'),
    page.getByRole('dialog').getByText('取消上传', { exact: true }).click(),
  ])
  expect(abort.status()).toBe(204)
  await page.reload()
  await parts.givenUp()
  await page.getByText('还没有上传任务').waitFor()
  expect(await page.getByText('上次没有传完').count()).toBe(0)
})

test('what was not finished can be given up after a reload, and is cleaned up on COS', async () => {
  await choose('forget.bin', contentOf('6', SMALLER))
  await parts.let(1)
  await status(/^10%/)
  await page.reload()
  await parts.givenUp()
  await page.getByText('“forget.bin”上次没有传完').waitFor()
  const [abort] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'DELETE'),
    button('放弃这次上传'),
  ])
  expect(abort.status()).toBe(204)
  await page.getByText('“forget.bin”上次没有传完').waitFor({ state: 'detached' })
})

test('nothing threw on the way', () => {
  expect(failures).toEqual([])
})
