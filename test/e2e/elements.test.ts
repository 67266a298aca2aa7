import type { Page } from 'playwright-core'
import { cleanUpAfterAll, cleanUpAfterEach } from '../clean-up'
import { recordFilm } from './film'
import { type FixtureHost, startFixture } from './fixture-host'

jest.setTimeout(30_000)

const ofFile = cleanUpAfterAll()
const ofTest = cleanUpAfterEach()
let host: FixtureHost
let page: Page

beforeAll(async () => {
  host = await startFixture(ofFile)
}, 60_000)

beforeEach(async () => {
  page = ofTest.adopt(await host.open('pages/elements/elements'), (opened) => opened.context().close())
  await page.locator('#swiper').waitFor()
})

const events = () => page.evaluate<unknown[]>(() => getCurrentPages()[0]?.events)
const setData = (data: object) => page.evaluate((values) => getCurrentPages()[0]?.setData(values), data)
const after = (count: number) =>
  page.waitForFunction((expected) => getCurrentPages()[0]?.events.length >= expected, count)

describe('swiper', () => {
  /** The letters of the items that can be seen in the window. */
  const seen = () =>
    page.locator('#swiper').evaluate((swiper) => {
      const { left, right } = swiper.getBoundingClientRect()
      const isSeen = (item: Element) => {
        const box = item.getBoundingClientRect()
        return box.left < right - 1 && box.right > left + 1
      }
      return [...swiper.querySelectorAll('wx-swiper-item')].filter(isSeen).map((item) => item.textContent)
    })

  const swipe = async (distance: number) => {
    const { x = 0, y = 0 } = (await page.locator('#swiper').boundingBox()) ?? {}
    await page.mouse.move(x + 150, y + 40)
    await page.mouse.down()
    await page.mouse.move(x + 150 + distance, y + 42, { steps: 4 })
    await page.mouse.up()
  }

  test('shows one item, and a dot for each', async () => {
    expect(await seen()).toEqual(['a'])
    expect(await page.locator('.wechat-swiper-dots i').count()).toBe(3)
  })

  test('goes to the next item by a swipe, and says so', async () => {
    await swipe(-150)
    expect(await events()).toEqual([['change', { current: 1, currentItemId: '', source: 'touch' }]])
    expect(await seen()).toEqual(['b'])
    await swipe(150)
    expect(await seen()).toEqual(['a'])
  })

  test('goes back where the swipe was short, and no further than its ends', async () => {
    await swipe(-40)
    await swipe(150)
    expect(await events()).toEqual([])
    expect(await seen()).toEqual(['a'])
  })

  test('goes on at the other end where it is circular', async () => {
    await setData({ circular: true })
    await swipe(150)
    expect(await seen()).toEqual(['c'])
    await swipe(-150)
    expect(await seen()).toEqual(['a'])
  })

  test('follows the page, with an empty source', async () => {
    await setData({ current: 2 })
    expect(await events()).toEqual([['change', { current: 2, currentItemId: '', source: '' }]])
    expect(await seen()).toEqual(['c'])
  })

  test('keeps within the items that are left', async () => {
    await setData({ current: 2 })
    await setData({ items: ['a', 'b'] })
    await page.waitForFunction(() => document.querySelectorAll('.wechat-swiper-dots i').length === 2)
    expect(await seen()).toEqual(['b'])
  })

  test('moves by itself, every interval', async () => {
    await page.clock.install()
    await setData({ autoplay: true })
    await page.clock.fastForward(3000)
    await after(1)
    await page.clock.fastForward(3000)
    await after(2)
    const detail = (current: number) => ['change', { current, currentItemId: '', source: 'autoplay' }]
    expect(await events()).toEqual([detail(1), detail(2)])
  })
})

describe('slider', () => {
  const range = () => page.locator('#slider input')

  test('has its value and its bounds, and tells what it is moved to', async () => {
    expect(await range().inputValue()).toBe('30')
    await range().fill('45')
    expect(await events()).toEqual([
      ['changing', { value: 45 }],
      ['change', { value: 45 }],
    ])
    expect(await page.locator('#slider .wechat-slider-value').innerText()).toBe('45')
  })

  test('is a field of its form', async () => {
    await setData({ level: 20 })
    await page.locator('#submit').click()
    expect(await events()).toEqual([{ level: 20 }])
  })
})

describe('picker', () => {
  const sheet = () => page.locator('.wechat-picker-sheet')
  const confirm = () => sheet().getByText('确定').click()

  test('opens at its value, shows names, and gives the index that is chosen', async () => {
    await page.locator('#one').click()
    expect(await sheet().locator('select').inputValue()).toBe('1')
    await sheet().locator('select').selectOption('one')
    await confirm()
    expect(await events()).toEqual([['change', { value: 0 }]])
    expect(await sheet().count()).toBe(0)
  })

  test('tells that nothing was chosen', async () => {
    await page.locator('#one').click()
    await sheet().getByText('取消').click()
    expect(await events()).toEqual([['cancel', {}]])
  })

  test('has a column for each list', async () => {
    await page.locator('#many').click()
    await sheet().locator('select').first().selectOption('b')
    await confirm()
    expect(await events()).toEqual([['change', { value: [1, 1] }]])
  })

  test('takes a day', async () => {
    await page.locator('#day').click()
    await sheet().locator('input').fill('2026-03-04')
    await confirm()
    expect(await events()).toEqual([['change', { value: '2026-03-04' }]])
  })
})

describe('video', () => {
  /** A film, as a file of the mini program. */
  const record = async () => {
    const bytes = [...(await recordFilm(page))]
    return page.evaluate((values) => {
      wx.getFileSystemManager().writeFileSync('wxfile://usr/film.webm', new Uint8Array(values).buffer)
      return 'wxfile://usr/film.webm'
    }, bytes)
  }

  test('plays a file of the phone, steered by its context', async () => {
    await setData({ film: await record() })
    await after(1)
    expect((await events())[0]).toEqual(['loadedmetadata', expect.objectContaining({ width: 64, height: 48 })])
    await page.evaluate(() => wx.createVideoContext('film').play())
    await after(2)
    await page.evaluate(() => wx.createVideoContext('film').pause())
    await after(3)
    expect((await events()).slice(1, 3).map((event) => Object(event)[0])).toEqual(['play', 'pause'])
  })

  test('that cannot be played is an error', async () => {
    await setData({ film: '/images/blue.png' })
    await after(1)
    expect(await events()).toEqual([['error', { errMsg: 'MEDIA_ERR_SRC_NOT_SUPPORTED' }]])
  })
})
