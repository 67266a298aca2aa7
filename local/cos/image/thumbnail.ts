import type { ResizeOptions } from 'sharp'
import { invalidArgument } from '../message/rejection'

/** Width and height in pixels. */
export interface Size {
  width: number
  height: number
}

const LONGEST_SIDE = 9999

/**
 * What `imageMogr2/thumbnail/{size}` asks for.
 * https://www.tencentcloud.com/document/product/436/40118
 * @throws {Rejection} `InvalidArgument`
 */
export function readThumbnail(size: string, original: Size): ResizeOptions {
  const options = percentage(size, original) ?? area(size, original) ?? box(size, original)
  if (!options) throw invalidArgument(`thumbnail/${size} is not known.`)
  const sides = [options.width, options.height].filter((side) => side !== undefined)
  if (sides.some((side) => side < 1 || side > LONGEST_SIDE)) {
    throw invalidArgument(`A side must lie between 1 and ${LONGEST_SIDE} pixels.`)
  }
  return options
}

/** `!50p`, `!50px` (width only), `!x50p` (height only). */
function percentage(size: string, { width, height }: Size): ResizeOptions | undefined {
  const [, forHeight, percent, forWidth] = /^!(x?)(\d{1,4})p(x?)$/.exec(size) ?? []
  if (percent === undefined || (forHeight && forWidth)) return undefined
  const scale = (side: number) => Math.max(1, Math.round((side * Number(percent)) / 100))
  return {
    width: forHeight ? width : scale(width),
    height: forWidth ? height : scale(height),
    fit: 'fill',
  }
}

/** `20000@`: no more pixels than that. */
function area(size: string, { width, height }: Size): ResizeOptions | undefined {
  const pixels = Number(/^(\d{1,9})@$/.exec(size)?.[1])
  if (Number.isNaN(pixels)) return undefined
  const scale = Math.min(1, Math.sqrt(pixels / (width * height)))
  return { width: Math.floor(width * scale), height: Math.floor(height * scale), fit: 'fill' }
}

/** `200x`, `x200`, `200x100`: to fit; `200x100!`: exactly; `!200x100r`: to cover; `>`: only if larger. */
function box(size: string, { width, height }: Size): ResizeOptions | undefined {
  const [, cover, boxWidth = '', boxHeight = '', how] = /^(!?)(\d{0,5})x(\d{0,5})([!<>r]?)$/.exec(size) ?? []
  if ((boxWidth === '' && boxHeight === '') || (cover === '!') !== (how === 'r')) return undefined
  const sides = {
    ...(boxWidth === '' ? {} : { width: Number(boxWidth) }),
    ...(boxHeight === '' ? {} : { height: Number(boxHeight) }),
  }
  if (how === '!') return { ...sides, fit: 'fill' }
  if (how === 'r') return { ...coverBox({ width, height }, sides), fit: 'fill' }
  return { ...sides, fit: 'inside', withoutEnlargement: how === '>', withoutReduction: how === '<' }
}

/** The smallest size of the same shape that covers the box. */
function coverBox(original: Size, sides: Partial<Size>): Size {
  const scale = Math.max((sides.width ?? 0) / original.width, (sides.height ?? 0) / original.height)
  return { width: Math.round(original.width * scale), height: Math.round(original.height * scale) }
}
