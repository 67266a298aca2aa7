import { withAncestors } from './elements'

type Rgba = readonly [red: number, green: number, blue: number, alpha: number]

const WHITE: Rgba = [255, 255, 255, 1]

/** On a picture, or on a gradient, it depends on where one looks. */
const UNKNOWN = 21

/** The contrast of an element's text and what it stands on, as WCAG has it: from 1 to 21. */
export function contrastOf(element: Element): number {
  const around = withAncestors(element).map((one) => getComputedStyle(one))
  if (around.some(({ backgroundImage }) => backgroundImage !== 'none')) return UNKNOWN
  const background = around
    .map(({ backgroundColor }) => rgbaOf(backgroundColor))
    .toReversed()
    .reduce((below, top) => over(top, below), WHITE)
  const opacity = around.reduce((product, style) => product * Number(style.opacity), 1)
  const [red, green, blue, alpha] = rgbaOf(getComputedStyle(element).color)
  const text = over([red, green, blue, alpha * opacity], background)
  const [dark = 0, light = 0] = [luminance(text), luminance(background)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function rgbaOf(color: string): Rgba {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return [red, green, blue, alpha]
}

function over(top: Rgba, below: Rgba): Rgba {
  const mix = (index: 0 | 1 | 2) => top[index] * top[3] + below[index] * (1 - top[3])
  return [mix(0), mix(1), mix(2), 1]
}

function luminance([red, green, blue]: Rgba): number {
  const linear = (value: number) => (value <= 10.31 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
