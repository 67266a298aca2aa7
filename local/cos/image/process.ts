import type { Sharp } from 'sharp'
import { invalidArgument, Rejection } from '../message/rejection'
import type { ImageOperation } from './processing'
import { readThumbnail } from './thumbnail'

/** An image as it is sent. */
export interface ProcessedImage {
  contentType: string
  bytes: Uint8Array
}

/** What `imageInfo` tells. */
export interface ImageInfo {
  format: string
  width: number
  height: number
}

const FORMATS = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif'] as const
type Format = (typeof FORMATS)[number]

/** @throws {Rejection} where the bytes are no image */
export async function readImageInfo(source: Uint8Array): Promise<ImageInfo> {
  return measure(await load(source))
}

/** Carries out `imageMogr2`. @throws {Rejection} where the bytes are no image, or the operations cannot be */
export async function processImage(source: Uint8Array, operations: readonly ImageOperation[]): Promise<ProcessedImage> {
  let image = await load(source)
  const original = await measure(image)
  let format = original.format
  let quality = 85
  for (const operation of operations) {
    if (operation.name === 'auto-orient') image = image.autoOrient()
    if (operation.name === 'thumbnail') image = image.resize(readThumbnail(operation.size, original))
    if (operation.name === 'format') format = operation.format
    if (operation.name === 'quality') quality = operation.quality
  }
  return encode(image, format, quality)
}

async function load(source: Uint8Array): Promise<Sharp> {
  // Only when an image is asked for: it takes a tenth of a second to load.
  const { default: sharp } = await import('sharp')
  try {
    return sharp(source, { limitInputPixels: 100_000_000, failOn: 'none' })
  } catch {
    throw notAnImage()
  }
}

async function measure(image: Sharp): Promise<ImageInfo> {
  try {
    const { format, width, height } = await image.metadata()
    return { format, width, height }
  } catch {
    throw notAnImage()
  }
}

async function encode(image: Sharp, name: string, quality: number): Promise<ProcessedImage> {
  const format = FORMATS.find((known) => known === name)
  if (!format) throw invalidArgument('The image cannot be written in this format.')
  try {
    const bytes = await writeAs(image, format, quality).toBuffer()
    return { contentType: format === 'jpg' ? 'image/jpeg' : `image/${format}`, bytes }
  } catch {
    throw notAnImage()
  }
}

function writeAs(image: Sharp, format: Format, quality: number): Sharp {
  switch (format) {
    case 'png':
      return image.png()
    case 'gif':
      return image.gif()
    case 'webp':
      return image.webp({ quality })
    case 'avif':
      return image.avif({ quality })
    default:
      return image.jpeg({ quality })
  }
}

function notAnImage(): Rejection {
  return new Rejection(400, 'InvalidImageFormat', 'The object is not an image that can be processed.')
}
