import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from 'playwright-core'
import type { Local } from '../../local/services'
import { audit } from './audit'
import { type Language, WORDS } from './language'

/** Where the screenshots go; git ignores it. */
export const OUT = path.resolve(__dirname, '../../screenshots')

export interface Size {
  width: number
  height: number
}

const PHONES: readonly Size[] = [
  { width: 390, height: 844 },
  { width: 320, height: 568 },
]
/** Where the browser host has room for its menu. */
export const DESKTOP: Size = { width: 1280, height: 900 }
const THEMES = ['light', 'dark'] as const

/** Which pictures are taken of a state; all of them, unless it says otherwise. */
interface Shot {
  sizes?: readonly Size[]
  themes?: readonly (typeof THEMES)[number][]
  at?: Locator
}

/** What is on the person's phone. */
export interface OwnFiles {
  /** Where more can be put. */
  folder: string
  photos: readonly string[]
}

/** What is done to reach the states of a page, and to take their pictures. */
export interface Story {
  /** Of the page: the first word of its pictures' names. */
  name: string
  /** Where it begins, such as `pages/album/album`. */
  route: string
  /** Whether the phone is that of the person who has photos, or a new one. */
  phone: 'own' | 'new'
  run: (studio: Studio) => Promise<void>
}

/** One phone that a story is told on, in one language. */
export class Studio {
  readonly words
  /** How many pictures were taken. */
  taken = 0
  /** What is wrong with them, as far as that can be measured. */
  readonly problems = new Set<string>()

  constructor(
    readonly page: Page,
    readonly local: Local,
    readonly language: Language,
    private readonly story: string,
    readonly files: OwnFiles,
  ) {
    this.words = WORDS[language]
  }

  /** The same story, going on in another window. */
  with(page: Page): Studio {
    return new Studio(page, this.local, this.language, this.story, this.files)
  }

  /** The button of this name, on the page in front. */
  button(name: string): Locator {
    return this.front().getByRole('button', { name, exact: true })
  }

  text(text: string | RegExp): Locator {
    return this.page.getByText(text, { exact: true }).first()
  }

  /** What has come up over the page, of the page's own. */
  sheet(): Locator {
    return this.front().getByRole('dialog')
  }

  /** The page in front, with its sheets. */
  front(): Locator {
    return this.page.locator('.wechat-page:visible')
  }

  /** Until the photo that is open has its picture. */
  async photoIsThere(): Promise<void> {
    await this.front().locator('wx-swiper [aria-hidden="false"] wx-image').first().waitFor()
  }

  async navigateTo(url: string): Promise<void> {
    await this.page.evaluate((target) => void wx.navigateTo({ url: target }), url)
  }

  async choose(by: string, file: string): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.text(by).click()])
    await chooser.setFiles(file)
  }

  /** Scrolls until this is at the top of the page. */
  async scrollTo(target: Locator): Promise<void> {
    await target.evaluate((element) => {
      if (element instanceof HTMLElement) element.style.scrollMarginTop = '40px'
      element.scrollIntoView({ block: 'start' })
    })
  }

  /** Of a dialog of WeChat's, which keeps the colors with which it was opened. The last one stays open. */
  async shootDialog(state: string, open: Locator): Promise<void> {
    const dialog = this.page.locator('.wechat-modal')
    for (const theme of THEMES) {
      if (await dialog.isVisible()) await dialog.locator('footer button').first().click()
      await this.page.emulateMedia({ colorScheme: theme })
      await open.click()
      await dialog.waitFor()
      await this.shoot(state, { themes: [theme] })
    }
  }

  /** Takes the pictures of a state: each size, light and dark. `at` is what is scrolled to. */
  async shoot(state: string, { sizes = PHONES, themes = THEMES, at }: Shot = {}): Promise<void> {
    await mkdir(OUT, { recursive: true })
    for (const size of sizes) {
      await this.page.setViewportSize(size)
      if (at) await this.scrollTo(at)
      for (const colorScheme of themes) {
        await this.page.emulateMedia({ colorScheme })
        const name = [this.story, state, `${size.width}x${size.height}`, colorScheme, this.language].join('-')
        await screenshot(this.page, path.join(OUT, `${name}.png`))
        this.taken++
        for (const problem of await audit(this.page)) this.problems.add(`${state}, ${colorScheme}: ${problem}`)
      }
    }
  }
}

/** The screen once the pictures and the letters on it have come. */
async function screenshot(page: Page, file: string): Promise<void> {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      [...document.querySelectorAll('img')]
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().top < innerHeight)
        .every(({ naturalWidth }) => naturalWidth > 0),
  )
  await page.screenshot({ path: file, animations: 'disabled' })
}
