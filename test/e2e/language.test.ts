import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import type { FixtureApp } from './fixture/app'
import { type FixtureHost, startFixture } from './fixture-host'

interface LanguagePage {
  calls: string[]
  observed: object
  seen: Record<string, string>
  data: Record<string, unknown>
  setData(data: object): void
  selectComponent(selector: string): { ping(): string }
}

jest.setTimeout(30_000)

const cleanUp = cleanUpAfterAll()
let host: FixtureHost
let page: Page
const failures: string[] = []

beforeAll(async () => {
  host = await startFixture(cleanUp)
  page = await host.open('pages/language/language')
  page.on('pageerror', ({ message }) => failures.push(message))
  await page.locator('#muted').waitFor()
}, 60_000)

beforeEach(() => setData({ log: '' }))

const textOf = (selector: string) => page.locator(selector).innerText()
const log = () => textOf('#log')
const setData = (data: object) => page.evaluate((values) => getCurrentPages()[0]?.setData(values), data)
const inPage = <T>(read: (instance: LanguagePage) => T) =>
  page.evaluate<T>(`(${read.toString()})(getCurrentPages()[0])`)
const called = (call: string) =>
  page.waitForFunction((expected) => getCurrentPages()[0]?.calls.includes(expected), call)
const styleOf = (selector: string, ...names: string[]) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, keys) => keys.map((key) => getComputedStyle(element).getPropertyValue(key)), names)

test('the build of a sound mini program has nothing to warn of', () => {
  expect(host.warnings).toEqual([])
})

describe('templates', () => {
  test('wx:for nests, and setData changes one path', async () => {
    expect(await page.locator('.cell').allInnerTexts()).toEqual(['r1-a', 'r1-B', 'r2-c'])
  })

  test('a template is chosen by its name and spreads its data', async () => {
    expect(await page.locator('.odd, .even').allInnerTexts()).toEqual(['odd 1 Z', 'even 2 Z', 'odd 3 Z'])
  })

  test('include, wx:elif and expressions give what WeChat gives', async () => {
    expect(await textOf('#included')).toBe('included second')
    expect(await textOf('#branch')).toBe('some')
    expect(await textOf('#expression')).toBe('bc true 7 s5 2')
    expect(await textOf('#decoded')).toBe('<a\u00a0b>')
  })

  test('hidden hides', async () => {
    expect(await page.locator('#hidden').isVisible()).toBe(false)
    await setData({ isHidden: false })
    expect(await page.locator('#hidden').isVisible()).toBe(true)
  })

  test('WXS reads its own dialect, and handles events and changes', async () => {
    expect(await textOf('#wxs')).toBe('required 0 true false Array String Number')
    expect(await inPage((instance) => instance.observed)).toEqual({ value: 'second' })
    await page.locator('#wxs').click()
    expect(await log()).toBe('{"taps":1,"id":"w1"}')
  })
})

describe('components', () => {
  test('relations link and unlink', async () => {
    await page.getByText('children=2').waitFor()
    await setData({ children: [3] })
    await page.getByText('children=1').waitFor()
  })

  test('generics, named slots and a method of another component work', async () => {
    expect((await textOf('#list')).replace(/\s/g, '')).toBe('child7child8')
    expect((await textOf('#panel')).replace(/\s/g, '')).toBe('panelA|B')
    expect(await inPage((instance) => instance.selectComponent('#parent').ping())).toBe('pong')
  })

  test('behaviors, observers and events reach the page', async () => {
    expect(await textOf('#card')).toBe('PHOTO 5 letters')
    await page.locator('#card wx-view').click()
    expect(await log()).toBe('selected photo')
    expect(await inPage((instance) => instance.data.fromBehavior)).toBe(1)
  })

  test('ready fires, and property observers see both values', async () => {
    const calls = await page.evaluate(() => getApp<FixtureApp>().calls)
    expect(calls).toEqual(expect.arrayContaining(['launch', 'show', 'child ready', 'number 0->1']))
  })
})

describe('styles', () => {
  test('rpx are a 750th of the page, in sheets and in attributes', async () => {
    expect(await styleOf('#box', 'width', 'height', 'margin-left')).toEqual(['104px', '26px', '5.2px'])
    expect(await styleOf('.cell', 'padding-left')).toEqual(['3.9px'])
  })

  test('the styles of a component stay its own', async () => {
    expect(await styleOf('#card wx-view', 'color')).toEqual(['rgb(0, 82, 217)'])
    expect(await styleOf('#muted', 'color')).toEqual(['rgb(136, 136, 136)'])
    expect(await styleOf('#card', 'border-top-width')).toEqual(['5px'])
  })

  test('external classes and shared styles reach into a component', async () => {
    const styles = await styleOf('#panel wx-view', 'text-decoration-line', 'color', 'font-weight')
    expect(styles).toEqual(['underline', 'rgb(255, 0, 0)', '700'])
  })

  test('tag selectors, :nth-child and ::after select', async () => {
    const content = await page
      .locator('.cell')
      .nth(1)
      .evaluate((element) => getComputedStyle(element, '::after').content)
    expect(content).toBe('"!"')
  })
})

describe('events', () => {
  test('an event carries what WeChat puts in it', async () => {
    await page.locator('.cell').nth(1).click()
    expect(await log()).toBe('tap 0,1 number 1 number')
  })

  test('bind bubbles, catch stops, capture comes first', async () => {
    await page.locator('#inner').click()
    expect(await log()).toBe('inner middle')
    await setData({ log: '' })
    await page.locator('#captured').click()
    expect(await log()).toBe('capture inner')
  })

  test('what is pressed for long gets a longpress, and no tap', async () => {
    await setData({ log: '' })
    await page.locator('#pressable').hover()
    await page.mouse.down()
    await page.getByText('longpress pressed number').waitFor()
    await page.mouse.up()
    expect(await log()).toBe('longpress pressed number')
    await setData({ log: '' })
    await page.locator('#pressable').click()
    expect(await log()).toBe('inner')
  })

  test('a finger that moves on presses nothing, and what does not listen is tapped however long it takes', async () => {
    await setData({ log: '' })
    await page.locator('#pressable').hover()
    await page.mouse.down()
    await page.mouse.move(300, 10)
    await page.locator('#inner').click({ delay: 500 })
    expect(await log()).toBe('inner middle')
  })

  test('marks are gathered on the way up', async () => {
    await page.locator('#mark').click()
    expect(await log()).toBe('{"second":"x","first":1} mark marked')
  })
})

describe('built-in elements', () => {
  test('fields report once, and model:value follows them', async () => {
    await page.locator('#input input').fill('abc')
    expect(await textOf('#typed')).toBe('abc')
    await page.locator('#input input').press('Enter')
    expect(await log()).toBe('confirmed abc')
    await page.locator('#textarea textarea').fill('xyz')
    expect(await log()).toBe('textarea xyz')
  })

  test('a switch switches and a form gathers its fields', async () => {
    await page.locator('#switch').click()
    expect(await log()).toBe('switch true')
    await page.locator('#submit').click()
    expect(await log()).toBe('{"query":"v1"}')
  })

  test('an image tells its size, keeps its shape, and fails with an event', async () => {
    await called('picture 8x4')
    expect(await styleOf('#picture', 'width', 'height')).toEqual(['52px', '26px'])
    await setData({ picture: 'wxfile://tmp_gone.png' })
    await called('picture failed')
  })

  test('a progress bar and a scroll view show where they are', async () => {
    expect(await page.locator('#progress').getAttribute('aria-valuenow')).toBe('40')
    await page.locator('#scroller').evaluate((element) => element.scrollTo({ top: 50 }))
    await page.locator('#log', { hasText: 'scrolled 50' }).waitFor()
  })
})

test('the names of a browser are undefined in the code of the mini program', async () => {
  const seen = await inPage((instance) => instance.seen)
  expect(new Set(Object.values(seen))).toEqual(new Set(['undefined']))
})

test('nothing threw on the way', () => {
  expect(failures).toEqual([])
})
