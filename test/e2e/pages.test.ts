import type { Page } from 'playwright-core'
import { cleanUpAfterAll, cleanUpAfterEach } from '../clean-up'
import type { FixtureApp } from './fixture/app'
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
  page = ofTest.adopt(await host.open('pages/language/language'), (opened) => opened.context().close())
  await page.locator('#muted').waitFor()
})

const title = () => page.locator('#wechat-title').innerText()
const callsOfFirst = () => page.evaluate<string[]>(() => getCurrentPages()[0]?.calls)
const move = (name: string, options: object) =>
  page.evaluate(
    ([method, given]) =>
      new Promise<unknown>((resolve) => Reflect.get(wx, method)({ ...given, success: resolve, fail: resolve })),
    [name, options] as const,
  )

describe('moving between pages', () => {
  test('a page is loaded, shown and ready in this order', async () => {
    await page.waitForFunction(() => getCurrentPages()[0]?.calls.includes('ready'))
    expect((await callsOfFirst()).filter((call) => !call.startsWith('picture'))).toEqual([
      'load',
      'show',
      'callback',
      'ready',
    ])
  })

  test('a link opens a page whose properties are the query', async () => {
    await page.locator('#link').click()
    await page.getByText('id=b n=1 number {"id":"b","n":"1"}').waitFor()
    expect(await title()).toBe('Detail b')
    expect(await page.evaluate(() => getCurrentPages().map(({ route }) => route))).toEqual([
      'pages/language/language',
      'pages/detail/detail',
    ])
  })

  test('the way back shows the first page as it was, and hides its components meanwhile', async () => {
    await page.evaluate(() => getCurrentPages()[0]?.setData({ log: 'kept' }))
    await page.locator('#link').click()
    expect(await page.evaluate(() => getApp<FixtureApp>().calls)).toContain('child hidden')
    await page.getByRole('button', { name: 'back' }).click()
    await page.getByText('kept').waitFor()
    expect(await title()).toBe('Language')
    expect((await callsOfFirst()).slice(-2)).toEqual(['hide', 'show'])
  })

  test('the styles of a page stay on that page', async () => {
    await page.locator('#link').click()
    const color = await page.locator('#detail').evaluate((element) => getComputedStyle(element).color)
    expect(color).not.toBe('rgb(1, 2, 3)')
  })

  test('a tab keeps its page', async () => {
    await page.evaluate(() => getCurrentPages()[0]?.setData({ log: 'kept' }))
    const slot = page.locator('[data-route="pages/language/language"]')
    await slot.evaluate((element) => element.scrollTo({ top: 300 }))
    await page.getByRole('tab', { name: 'Library' }).click()
    expect(await title()).toBe('Library')
    await page.getByRole('tab', { name: 'Language' }).click()
    await page.getByText('kept').waitFor()
    expect(await slot.evaluate((element) => element.scrollTop)).toBe(300)
    expect(await callsOfFirst()).toContain('tab Language')
  })

  test('a move that WeChat refuses fails with its reason', async () => {
    expect(await move('navigateTo', { url: '/pages/none' })).toEqual({
      errMsg: 'navigateTo:fail page "pages/none" is not found',
    })
    expect(await move('navigateTo', { url: '/pages/library/library' })).toEqual({
      errMsg: 'navigateTo:fail can not navigateTo a tabbar page',
    })
    expect(await move('switchTab', { url: '/pages/detail/detail' })).toEqual({
      errMsg: 'switchTab:fail can not switch to no-tabBar page',
    })
    expect(await move('navigateBack', {})).toEqual({ errMsg: 'navigateBack:fail cannot navigate back at first page.' })
  })

  test('a reload comes back to the page that was open, from which home is one step', async () => {
    await page.locator('#link').click()
    await page.reload()
    await page.getByText('id=b n=1').waitFor()
    await page.getByRole('button', { name: 'home' }).click()
    expect(await title()).toBe('Language')
  })
})

describe('the bars', () => {
  const styleOf = (id: string, name: string) =>
    page.locator(id).evaluate((bar, key) => getComputedStyle(bar).getPropertyValue(key), name)

  test('take the colors of the navigation bar for one page, and refuse what WeChat refuses', async () => {
    const before = await styleOf('#wechat-navigation', 'background-color')
    const colors = { frontColor: '#ffffff', backgroundColor: '#102030' }
    expect(await move('setNavigationBarColor', colors)).toEqual({ errMsg: 'setNavigationBarColor:ok' })
    expect(await styleOf('#wechat-navigation', 'background-color')).toBe('rgb(16, 32, 48)')
    expect(await styleOf('#wechat-navigation', 'color')).toBe('rgb(255, 255, 255)')
    expect(await move('setNavigationBarColor', { ...colors, frontColor: 'white' })).toEqual({
      errMsg: 'setNavigationBarColor:fail frontColor must be #000000 or #ffffff',
    })
    await move('setBackgroundColor', { backgroundColor: '#102030' })
    expect(await styleOf('#wechat-pages', 'background-color')).toBe('rgb(16, 32, 48)')
    await page.locator('#link').click()
    expect(await styleOf('#wechat-navigation', 'background-color')).toBe(before)
    expect(await styleOf('#wechat-pages', 'background-color')).not.toBe('rgb(16, 32, 48)')
  })

  test('take the colors and the items of the tab bar', async () => {
    await move('setTabBarStyle', { backgroundColor: '#102030', selectedColor: '#ff0000' })
    await move('setTabBarItem', { index: 1, text: 'Books' })
    expect(await styleOf('#wechat-tabs', 'background-color')).toBe('rgb(16, 32, 48)')
    expect(await styleOf('#wechat-tabs [aria-selected=true]', 'color')).toBe('rgb(255, 0, 0)')
    await page.getByRole('tab', { name: 'Books' }).waitFor()
  })
})

describe('the page in front', () => {
  test('is refreshed by pulling it down, until it says that it is done', async () => {
    await page.mouse.move(200, 100)
    await page.mouse.down()
    await page.mouse.move(200, 260, { steps: 4 })
    await page.mouse.up()
    expect(await callsOfFirst()).toContain('refresh')
    expect(await page.locator('.wechat-pull-down-running').count()).toBe(1)
    await move('stopPullDownRefresh', {})
    expect(await page.locator('.wechat-pull-down-running').count()).toBe(0)
  })

  test('is told once that its end was reached', async () => {
    await page.locator('.wechat-page').evaluate((slot) => slot.scrollTo({ top: slot.scrollHeight }))
    await page.waitForFunction(() => getCurrentPages()[0]?.calls.includes('bottom'))
    await page.locator('.wechat-page').evaluate((slot) => slot.scrollBy({ top: -10 }))
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    expect((await callsOfFirst()).filter((call) => call === 'bottom')).toHaveLength(1)
  })

  test('is measured by a selector query', async () => {
    const [box, cells] = await page.evaluate(
      () =>
        new Promise<{ width: number; dataset: object }[][]>((resolve) =>
          wx
            .createSelectorQuery()
            .selectAll('#box')
            .boundingClientRect()
            .selectAll('.cell')
            .fields({ dataset: true, size: true })
            .exec(resolve),
        ),
    )
    expect(box?.[0]?.width).toBe(104)
    expect(cells?.[1]?.dataset).toEqual({ at: [0, 1] })
  })
})

test('requests are interrupted five seconds after the app was hidden', async () => {
  await page.clock.install()
  await page.reload()
  const request = () =>
    page.evaluate(() => new Promise((resolve) => wx.request({ url: 'http://10.255.255.1', fail: resolve })))
  await page.route('http://10.255.255.1/', () => undefined)
  const running = request()
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  })
  await page.clock.runFor(5000)
  expect(await running).toEqual({ errMsg: 'request:fail interrupted', errno: 600003 })
  expect(await request()).toEqual({ errMsg: 'request:fail interrupted', errno: 600003 })
})

describe('what lies over the page', () => {
  test('a modal asks, in the language of the system', async () => {
    const answer = move('showModal', { title: 'Delete', content: 'Really?' })
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    expect(await answer).toMatchObject({ errMsg: 'showModal:ok', confirm: true, cancel: false })
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('an action sheet gives the index, or fails with cancel', async () => {
    const answer = move('showActionSheet', { itemList: ['Save', 'Share'] })
    await page.getByRole('button', { name: 'Share' }).click()
    expect(await answer).toEqual({ errMsg: 'showActionSheet:ok', tapIndex: 1 })
    const cancelled = move('showActionSheet', { itemList: ['Save'] })
    await page.getByRole('button', { name: '取消' }).click()
    expect(await cancelled).toEqual({ errMsg: 'showActionSheet:fail cancel' })
  })

  test('a toast is there for its time', async () => {
    await page.clock.install()
    await page.reload()
    await move('showToast', { title: 'Done', duration: 2000 })
    expect(await page.getByRole('status').innerText()).toContain('Done')
    await page.clock.runFor(2000)
    expect(await page.getByRole('status').count()).toBe(0)
  })

  test('a preview turns with the arrow keys, and a tap closes it', async () => {
    await move('previewImage', { urls: ['/images/blue.png', '/images/blue.png?2'], current: '/images/blue.png' })
    const preview = page.getByRole('dialog', { name: 'image preview' })
    await page.keyboard.press('ArrowRight')
    expect(await preview.innerText()).toContain('2 / 2')
    await preview.click({ position: { x: 195, y: 700 } })
    expect(await preview.count()).toBe(0)
  })

  test('copying shows a message of its own', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await move('setClipboardData', { data: 'https://example.com/?a=1' })
    await page.getByText('内容已复制').waitFor()
    expect(await move('getClipboardData', {})).toMatchObject({ data: 'https://example.com/?a=1' })
  })
})

describe('themes', () => {
  test('the bars follow the system, and the mini program is told', async () => {
    const background = () => page.locator('#wechat-navigation').evaluate((bar) => getComputedStyle(bar).backgroundColor)
    expect(await background()).toBe('rgb(255, 255, 255)')
    await page.evaluate(() => wx.onThemeChange(({ theme }) => getCurrentPages()[0]?.setData({ log: theme })))
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.locator('#log', { hasText: 'dark' }).waitFor()
    expect(await background()).toBe('rgb(36, 36, 36)')
    expect(await page.evaluate(() => wx.getAppBaseInfo().theme)).toBe('dark')
  })

  test('a wide window shows a phone in its middle, and where there is more room the menu beside it', async () => {
    await page.setViewportSize({ width: 1280, height: 900 })
    const [phone, menu] = [
      await page.locator('#wechat-screen').boundingBox(),
      await page.locator('#wechat-menu').boundingBox(),
    ]
    expect(Number(menu?.x)).toBeGreaterThan(Number(phone?.x) + Number(phone?.width))
    await page.setViewportSize({ width: 700, height: 900 })
    const { x, width } = (await page.locator('#wechat-screen').boundingBox()) ?? { x: 0, width: 0 }
    expect([Math.round(x + width / 2), width]).toEqual([350, 375])
    const box = await page.locator('#box').boundingBox()
    expect(box?.width).toBe(100)
  })
})

test('an element that the host does not have is a box, with one warning', async () => {
  const warnings: string[] = []
  page.on('console', (message) => warnings.push(message.text()))
  await page.getByRole('tab', { name: 'Library' }).click()
  expect(await page.locator('wx-camera').count()).toBe(2)
  expect(warnings.filter((text) => text.includes('<camera>'))).toEqual([
    '<camera> is no more than a box in the browser host',
  ])
})

describe('a component library', () => {
  beforeEach(() => page.getByRole('tab', { name: 'Library' }).click())

  test('shows its cells, progress and dialogs', async () => {
    await page.getByText('Title').click()
    await page.getByText('52%').waitFor()
    await page.getByText('Ask').click()
    await page.getByText('Yes', { exact: true }).click()
    await page.locator('#answer', { hasText: 'yes' }).waitFor()
  })

  test('is called from a script', async () => {
    await page.getByText('Show a toast').click()
    await page.getByText('Saved').waitFor()
  })

  test('shows its icons without a network', async () => {
    const mask = await page
      .locator('.t-button .t-icon-add')
      .evaluate((icon) => getComputedStyle(icon, '::before').getPropertyValue('-webkit-mask-image'))
    expect(mask).toMatch(/^url\("data:image\/svg/)
  })

  test('shows a picture, and what stands for one that is missing', async () => {
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.t-image img')?.naturalWidth === 8)
    await page.getByText('broken').waitFor()
  })
})
