import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { type Demo, startDemo } from './demo-phone'

jest.setTimeout(120_000)

/** What a finger hits without aiming. */
const FINGER = 44
/** The narrowest phone, on which nothing may be cut. */
const NARROW = { viewport: { width: 320, height: 568 } }

const cleanUp = cleanUpAfterAll()
let demo: Demo

beforeAll(async () => {
  demo = await startDemo(cleanUp)
})

/** What a page has that is too small, has no name, or is cut. */
interface Faults {
  small: string[]
  unnamed: string[]
  cut: string[]
}

/** Looks at all that can be touched, and at all that is written, on the page in front. */
function faultsOf(page: Page): Promise<Faults> {
  return page.evaluate((finger) => {
    const found: Faults = { small: [], unnamed: [], cut: [] }
    const front = [...document.querySelectorAll<HTMLElement>('.wechat-page')].find((slot) => slot.checkVisibility())
    const isSeen = (element: Element) => element.checkVisibility() && element.getBoundingClientRect().width > 0
    const all = [...(front?.querySelectorAll<HTMLElement>('*') ?? [])].filter(isSeen)
    const nameOf = (element: HTMLElement) =>
      [element.getAttribute('aria-label'), element.innerText, element.querySelector('[aria-label]')?.ariaLabel]
        .map((text) => text?.trim())
        .find(Boolean)
    const touched =
      'wx-button, input, textarea, [role=button], [role=switch], [role=radio], [role=checkbox], [role=tab]'
    for (const element of all.filter((one) => one.matches(touched))) {
      // A tap on a label is one on what it labels.
      const { width, height } = (element.closest('wx-label') ?? element).getBoundingClientRect()
      const what = `${element.className || element.tagName} ${nameOf(element) ?? ''}`
      if (Math.round(width) < finger || Math.round(height) < finger) found.small.push(`${what}: ${width} × ${height}`)
      if (!nameOf(element) && !element.closest('[aria-label]')) found.unnamed.push(what)
    }
    for (const element of all) {
      const { left, right } = element.getBoundingClientRect()
      const scrolls = element.closest('wx-scroll-view, wx-swiper')
      if (!scrolls && (left < -1 || right > innerWidth + 1)) found.cut.push(`${element.className || element.tagName}`)
    }
    return found
  }, FINGER)
}

const NONE: Faults = { small: [], unnamed: [], cut: [] }
const front = (page: Page) => page.locator('.wechat-page:visible')

/** Each page in the states in which people meet it. */
const STATES: readonly [name: string, route: string, reach: (page: Page) => Promise<void>][] = [
  ['the album', 'pages/album/album', (page) => front(page).locator('img').first().waitFor()],
  [
    'the album while photos are chosen',
    'pages/album/album',
    async (page) => {
      await front(page).locator('img').first().waitFor()
      await front(page)
        .getByText(/^(选择|Select)$/)
        .click()
      await front(page).locator('img').first().click()
      await front(page)
        .getByText(/^(已选 1 项|1 selected)$/)
        .waitFor()
    },
  ],
  [
    'a photo',
    'pages/album/album',
    async (page) => {
      await front(page).locator('img').first().click()
      await front(page)
        .getByText(/^(查看原图|View original) \(/)
        .waitFor()
    },
  ],
  [
    'the links to a folder',
    'pages/album/album',
    async (page) => {
      await front(page)
        .getByText(/^(分享全部|Share all)$/)
        .click()
      await front(page)
        .getByText(/前有效$|^Works until/)
        .first()
        .waitFor()
    },
  ],
  [
    'the uploads, of which there are none',
    'pages/upload/upload',
    (page) => front(page).locator('wx-view').first().waitFor(),
  ],
  [
    'the uploads',
    'pages/upload/upload',
    async (page) => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        front(page)
          .getByText(/^(选择文件|Files)$/)
          .click(),
      ])
      await chooser.setFiles({
        name: 'a name that is longer than any line of a phone could ever be.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from('%PDF-1.7'),
      })
      await front(page)
        .getByText(/^(上传完成|Uploaded)$/)
        .waitFor()
    },
  ],
  [
    'the page of a person',
    'pages/me/me',
    (page) =>
      front(page)
        .getByText(/^(占用的存储|Storage used)$/)
        .waitFor(),
  ],
  ['the page of a link', 'link/pages/link/link', (page) => front(page).locator('.url__text').waitFor()],
  [
    'the diagnosis',
    'doctor/pages/doctor/doctor',
    (page) =>
      front(page)
        .getByText(/^(最近的请求|Last requests|Recent requests)$/)
        .waitFor(),
  ],
]

describe.each(['zh-CN', 'en-US'])('at 320 px, in %s', (locale) => {
  test.each(STATES)('%s: a finger hits all, a screen reader names all, and nothing is cut', async (_, route, reach) => {
    const { page } = await demo.open(route, { ...NARROW, locale })
    await reach(page)
    expect(await faultsOf(page)).toEqual(NONE)
    await page.context().close()
  })
})
