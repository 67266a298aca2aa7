import { useWx } from '../fake-wx'
import { type RunningPage, runPage } from './run-page'

const HOUR_MS = 3_600_000
const shareLinks = jest.fn()
const sharedKeys = jest.fn()
jest.mock('../../../../miniprogram/services/links', () => ({
  shareLinks: (keys: unknown) => shareLinks(keys) as unknown,
}))
jest.mock('../../../../miniprogram/services/shared-selection', () => ({ sharedKeys: () => sharedKeys() as unknown }))
jest.mock('../../../../miniprogram/services/client', () => ({ bucketConfig: jest.fn() }))

let page: RunningPage

/** Links that end an hour after they are signed. */
const signed = async (keys: string[]) =>
  keys.map((key) => ({
    key,
    name: key,
    url: `https://signed/${key}?${Date.now()}`,
    until: new Date(Date.now() + HOUR_MS),
  }))

beforeEach(() => {
  jest.useFakeTimers({ now: new Date(2026, 0, 31, 9, 0) })
  jest.resetModules()
  shareLinks.mockReset().mockImplementation(signed)
  sharedKeys.mockReset().mockResolvedValue(['a.jpg', 'b.pdf'])
  const nothing = async () => ({})
  useWx({
    getStorageSync: () => '',
    getAppBaseInfo: () => ({ language: 'zh_CN' }),
    setNavigationBarTitle: nothing,
    setClipboardData: nothing,
    showToast: nothing,
  })
  page = runPage(() => {
    // oxlint-disable-next-line typescript/no-require-imports -- each test runs the module anew
    require('../../../../miniprogram/pages/share/share')
  })
})

afterEach(() => {
  jest.useRealTimers()
})

const ends = () => Array.from(Object(page.data.rows), (row) => Object(row).until as unknown)
const open = () => page.call('onLoad', {})

test('all links have one end, which each of them shows', async () => {
  await open()
  expect(ends()).toEqual(['10:00 前有效', '10:00 前有效'])
  expect(page.data.count).toBe('2 个链接')
})

test('links are signed anew whenever they end while the page is open', async () => {
  await open()
  await jest.advanceTimersByTimeAsync(HOUR_MS - 1)
  expect(shareLinks).toHaveBeenCalledTimes(1)
  await jest.advanceTimersByTimeAsync(1)
  expect(ends()).toEqual(['11:00 前有效', '11:00 前有效'])
  await jest.advanceTimersByTimeAsync(HOUR_MS)
  expect(shareLinks).toHaveBeenCalledTimes(3)
  expect(ends()).toEqual(['12:00 前有效', '12:00 前有效'])
})

test('nothing is renewed once the page is closed', async () => {
  await open()
  await page.call('onUnload')
  await jest.advanceTimersByTimeAsync(24 * HOUR_MS)
  expect(shareLinks).toHaveBeenCalledTimes(1)
  expect(jest.getTimerCount()).toBe(0)
})

test('links that come when the page is closed already are not renewed either', async () => {
  let sign = () => {}
  shareLinks.mockImplementation((keys: string[]) => new Promise((resolve) => (sign = () => resolve(signed(keys)))))
  const opening = open()
  await jest.advanceTimersByTimeAsync(0)
  await page.call('onUnload')
  sign()
  await opening
  await jest.advanceTimersByTimeAsync(24 * HOUR_MS)
  expect(shareLinks).toHaveBeenCalledTimes(1)
})

test('a renewal that fails says so, and is tried again when the person asks', async () => {
  await open()
  shareLinks.mockRejectedValueOnce(new Error('no network'))
  await jest.advanceTimersByTimeAsync(HOUR_MS)
  expect(page.data.problem).toMatchObject({ text: '发生了意外的错误，请重试。' })
  await page.call('sign')
  expect(page.data.problem).toBeNull()
  expect(ends()).toEqual(['11:00 前有效', '11:00 前有效'])
})

test('of a folder with very many files all are copied, and the first hundred are listed', async () => {
  sharedKeys.mockResolvedValue(Array.from({ length: 250 }, (_, index) => `${index}.jpg`))
  let copied = ''
  Object.assign(wx, { setClipboardData: async ({ data }: { data: string }) => void (copied = data) })
  await open()
  expect(ends()).toHaveLength(100)
  expect(page.data).toMatchObject({ count: '250 个链接', notListed: '其余 150 个没有列出，复制全部时都在内。' })
  await page.call('copyAll')
  expect(copied.match(/https:/g)).toHaveLength(250)
})

test('an empty folder has nothing to share, and is not asked for again', async () => {
  sharedKeys.mockResolvedValue([])
  await open()
  expect(page.data).toMatchObject({ rows: [], loading: false })
  expect(jest.getTimerCount()).toBe(0)
})
