import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { BUILT_IN_TAGS } from '../shared/tags'
import { rpxToCss } from '../shared/rpx'
import type { LongPresses } from './long-press'
import { pagesArea } from './screen'

/** The tag in the host's own templates that becomes a real HTML element, such as `h5-img`. */
const HTML_PREFIX = 'h5-'

/**
 * Draws into the page: built-in elements of WeChat become inert `wx-…` elements, so that no HTML element brings its own
 * behaviour along.
 */
export class Backend extends glassEasel.CurrentWindowBackendContext {
  private readonly sheets = new Map<string, number>()

  constructor(private readonly longPresses: LongPresses) {
    super()
    const browser = document
    this.document = {
      createElement: (tag) => asBackendElement(withRpx(browser.createElement(htmlTag(tag)))),
      createTextNode: (text) => asBackendElement(browser.createTextNode(text)),
      createDocumentFragment: () => asBackendElement(browser.createDocumentFragment()),
    }
  }

  override setListenerStats(...stats: Parameters<glassEasel.CurrentWindowBackendContext['setListenerStats']>): void {
    const [element, type] = stats
    if (type === 'longpress') this.longPresses.listen(element as unknown as EventTarget)
    else super.setListenerStats(...stats)
  }

  /** The adapter appends a page's sheets each time the page opens; one of each is enough. */
  override appendStyleSheetPath(codePath: string, styleScope?: number): number {
    const known = this.sheets.get(codePath)
    if (known !== undefined) return known
    const index = super.appendStyleSheetPath(codePath, styleScope)
    const sheet = [...document.head.querySelectorAll('style')].at(-1)
    if (sheet !== undefined) sheet.dataset.path = codePath
    this.sheets.set(codePath, index)
    return index
  }

  override getWindowWidth(): number {
    return pagesArea().clientWidth
  }

  override getWindowHeight(): number {
    return pagesArea().clientHeight
  }
}

function htmlTag(tag: string): string {
  if (tag.startsWith(HTML_PREFIX)) return tag.slice(HTML_PREFIX.length)
  return BUILT_IN_TAGS.has(tag) || tag === 'page' || tag === 'block' ? `wx-${tag}` : tag
}

function withRpx(element: HTMLElement): HTMLElement {
  element.setAttribute = (name: string, value: string) => {
    Element.prototype.setAttribute.call(element, name, name === 'style' ? rpxToCss(value) : value)
  }
  return element
}

// glass-easel declares its own interface for the part of the DOM that it calls.
function asBackendElement(node: Node): ReturnType<glassEasel.CurrentWindowBackendContext['document']['createElement']> {
  return node as unknown as ReturnType<glassEasel.CurrentWindowBackendContext['document']['createElement']>
}
