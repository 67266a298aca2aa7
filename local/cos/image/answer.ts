import { createHash } from 'node:crypto'
import { answer, httpDate } from '../message/answer'
import type { Contents } from '../catalog/content'
import type { RawResponse } from '../handler'
import { objectSize, type StoredObject } from '../catalog/objects'
import { Rejection } from '../message/rejection'
import { processImage, readImageInfo } from './process'
import type { Processing } from './processing'

const LARGEST_IMAGE = 32 * 1024 * 1024

/** The image, or the facts about it, that the processing makes of an object. */
export async function processedAnswer(
  processing: Processing,
  object: StoredObject,
  contents: Contents,
): Promise<RawResponse> {
  const size = objectSize(object)
  if (size > LARGEST_IMAGE) throw new Rejection(400, 'ImageTooLarge', 'The image is too large to be processed.')
  const chunks: Uint8Array[] = []
  for await (const chunk of contents.read(object.content, 0, size)) chunks.push(chunk)
  const source = Buffer.concat(chunks)
  if (processing.kind === 'info') return infoAnswer(source)
  const { bytes, contentType } = await processImage(source, processing.operations)
  return answer(
    200,
    [
      ['Content-Type', contentType],
      ['ETag', `"${createHash('md5').update(bytes).digest('hex')}"`],
      ['Last-Modified', httpDate(object.lastModified)],
    ],
    bytes,
  )
}

async function infoAnswer(source: Uint8Array): Promise<RawResponse> {
  const { format, width, height } = await readImageInfo(source)
  const md5 = createHash('md5').update(source).digest('hex')
  // All of it is text, also the numbers: so does COS.
  const info = { format, width: String(width), height: String(height), size: String(source.length), md5 }
  return answer(200, [['Content-Type', 'application/json']], Buffer.from(JSON.stringify(info)))
}
