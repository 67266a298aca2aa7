import { contrastOf } from './contrast'
import { isVisible } from './elements'

/** WCAG 2.2, 1.4.3. */
const MIN_CONTRAST = 4.5
const MIN_CONTRAST_LARGE = 3
/** In CSS pixels, which are the points of iOS. */
const MIN_TARGET = 44

const TARGETS = '[role=button], [role=radio], button, .t-button, .t-cell--hover'
/** As large as WeChat draws it; and what stands beside the phone is for a mouse. */
const NO_TARGETS = '#wechat-capsule, #wechat-screen + #wechat-menu'
const DISABLED = '[aria-disabled=true], :disabled, [class*=disabled]'

/** What is wrong with the screen, as far as that can be measured. */
export function problems(): string[] {
  const texts = [...document.querySelectorAll('body *')].filter((element) => hasText(element) && isVisible(element))
  const targets = [...document.querySelectorAll(TARGETS)].filter(
    (element) => isVisible(element) && element.closest(NO_TARGETS) === null,
  )
  return [...new Set([...texts.flatMap(problemsOfText), ...targets.flatMap(problemsOfTarget)])]
}

function hasText(element: Element): boolean {
  return [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '')
}

function problemsOfText(element: Element): string[] {
  const { fontSize, fontWeight, overflowX, textOverflow } = getComputedStyle(element)
  const size = Number.parseFloat(fontSize)
  const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700)
  const contrast = contrastOf(element)
  const isFaint = contrast < (isLarge ? MIN_CONTRAST_LARGE : MIN_CONTRAST) && element.closest(DISABLED) === null
  const { left, right } = element.getBoundingClientRect()
  const isCut =
    (overflowX === 'hidden' && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1) ||
    left < -1 ||
    right > innerWidth + 1
  return [
    ...(isFaint ? [`contrast ${contrast.toFixed(1)}: ${nameOf(element)}`] : []),
    ...(isCut ? [`cut: ${nameOf(element)}`] : []),
  ]
}

function problemsOfTarget(element: Element): string[] {
  const { width, height } = element.getBoundingClientRect()
  const isSmall = Math.min(width, height) < MIN_TARGET - 0.5
  return isSmall ? [`target ${Math.round(width)}×${Math.round(height)}: ${nameOf(element)}`] : []
}

function nameOf(element: Element): string {
  const [text = ''] = (element.textContent ?? '').trim().split('\n')
  return `${element.getAttribute('class') ?? element.localName} “${text.slice(0, 24)}”`
}
