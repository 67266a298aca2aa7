import type { TestWx } from 'cos-miniprogram/testing'
import type { OpenPage } from '../../local/wechat/runtime/pages/page'

/** What a phone needs for a few short requests, in milliseconds: whoever looks at it has seen no more than a flicker. */
export const SETTLE_MS = 100

/** Longer than a finger has to rest until that is a long press. */
const LONG_PRESS_MS = 400

/** A page as the person sees it. Selectors are CSS with the class names of the WXML, its own and its components'. */
export interface Screen {
  readonly data: Record<string, unknown>
  /** What can be read: in all of the page, or in the first element. */
  text(selector?: string): string
  /** What can be read in each of the elements. */
  texts(selector: string): string[]
  has(selector: string): boolean
  /** An attribute of each of the elements. */
  attributes(selector: string, name: string): (string | null)[]
  /** Taps the first element, or the first with this text. Gives the page a moment. */
  tap(selector: string, text?: string): Promise<void>
  /** Rests a finger on it. */
  longPress(selector: string, text?: string): Promise<void>
  /** Types into a field in place of what stands there. */
  type(selector: string, value: string): Promise<void>
  /** Calls a method of the page, such as `onPullDownRefresh`, as WeChat does. */
  call(method: string, ...parameters: unknown[]): Promise<unknown>
}

/** Looks at an open page, and touches it. */
export function screenOf(page: OpenPage, clock: TestWx['clock']): Screen {
  const all = (selector: string) => [...page.slot.querySelectorAll<HTMLElement>(selector)]
  const find = (selector: string, text = ''): HTMLElement => {
    const found = all(selector).find((element) => readable(element).includes(text))
    if (!found) throw new Error(`The page has no ${selector} ${text}: ${page.slot.innerHTML}`)
    return found
  }
  return {
    get data() {
      return Object(page.instance.data) as Record<string, unknown>
    },
    text: (selector) => readable(selector === undefined ? page.slot : find(selector)),
    texts: (selector) => all(selector).map(readable),
    has: (selector) => all(selector).length > 0,
    attributes: (selector, name) => all(selector).map((element) => element.getAttribute(name)),
    async tap(selector, text) {
      const element = find(selector, text)
      press(element)
      release(element)
      await clock.advance(SETTLE_MS)
    },
    async longPress(selector, text) {
      const element = find(selector, text)
      press(element)
      await clock.advance(LONG_PRESS_MS)
      release(element)
      await clock.advance(SETTLE_MS)
    },
    async type(selector, value) {
      const field = find(`${selector} input, ${selector} textarea`)
      Object.assign(field, { value })
      field.dispatchEvent(new Event('input', { bubbles: true }))
      await clock.advance(SETTLE_MS)
    },
    async call(method, ...parameters) {
      const run: unknown = page.instance[method]
      if (typeof run !== 'function') throw new TypeError(`The page has no ${method}`)
      const outcome: unknown = run.apply(page.instance, parameters)
      await clock.advance(SETTLE_MS)
      return outcome
    },
  }
}

function press(element: HTMLElement): void {
  for (const type of ['pointerdown', 'mousedown']) element.dispatchEvent(new MouseEvent(type, { bubbles: true }))
}

function release(element: HTMLElement): void {
  for (const type of ['pointerup', 'mouseup', 'click']) element.dispatchEvent(new MouseEvent(type, { bubbles: true }))
}

/** The texts in it, with a space between any two. */
function readable(element: HTMLElement): string {
  const texts: string[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '')
  return texts.join(' ').replace(/\s+/g, ' ').trim()
}
