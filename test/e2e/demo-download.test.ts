import { createCipheriv } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { type Demo, startDemo } from './demo-phone'

jest.setTimeout(120_000)

const MIB = 1024 * 1024
const NAME = 'cut-off.bin'
/** Bytes that are different everywhere, so that no range can be taken for another. */
const content = createCipheriv('aes-128-ctr', Buffer.alloc(16, 1), Buffer.alloc(16)).update(Buffer.alloc(12 * MIB))

const cleanUp = cleanUpAfterAll()
let demo: Demo
let page: Page
let complaints: string[]
let cuts = 0

beforeAll(async () => {
  demo = await startDemo(cleanUp, {
    samples: false,
    faults({ method, target, headers }) {
      const isRange = headers.some(([name]) => name.toLowerCase() === 'range')
      if (method !== 'GET' || !target.includes(NAME) || isRange) return undefined
      cuts++
      return { cut: { of: 'answer', after: 5 * MIB } }
    },
  })
  ;({ page, complaints } = await demo.open('pages/upload/upload'))
  const file = path.join(await cleanUp.folder('download-'), NAME)
  await writeFile(file, content)
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('选择文件').click()])
  await chooser.setFiles(file)
  await page.getByText(/^上传完成$/).waitFor()
})

test('a download that is cut off goes on in ranges, each of which is fetched once', async () => {
  const ranges: [number, number][] = []
  page.on('request', (request) => {
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers().range ?? '') ?? []
    if (request.method() === 'GET' && end !== undefined) ranges.push([Number(start), Number(end)])
  })
  await page.getByRole('tab', { name: '相册' }).click()
  await page.getByText(NAME, { exact: true }).locator('visible=true').click()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('下载并打开').click()])
  expect((await readFile(await download.path())).equals(content)).toBe(true)
  expect(cuts).toBe(1)

  const [first, ...rest] = ranges
  expect(first).toEqual([0, 31])
  const ordered = rest.toSorted(([a], [b]) => a - b)
  expect(ordered.length).toBeGreaterThan(2)
  expect(ordered.map(([start]) => start)).toEqual([0, ...ordered.slice(0, -1).map(([, end]) => end + 1)])
  expect(ordered.at(-1)?.[1]).toBe(content.length - 1)
})

test('nothing of it is left on the phone but the file itself', async () => {
  const left = await page.evaluate(() => {
    const files = wx.getFileSystemManager()
    const below = (folder: string): string[] =>
      files.readdirSync(folder).flatMap((name) => {
        const file = `${folder}/${name}`
        return Object(files.statSync(file)).isDirectory() ? below(file) : [file]
      })
    return { files: below('wxfile://usr'), downloads: wx.getStorageSync<unknown>('cos-miniprogram/downloads') }
  })
  expect(left.files).toHaveLength(1)
  expect([[], '']).toContainEqual(left.downloads)
})

test('the console tells of the line that was cut, and of nothing else', () => {
  expect(complaints).toEqual([
    expect.stringMatching(/ERR_(CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING|CONNECTION)/),
  ])
})
