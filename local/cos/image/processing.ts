import { invalidArgument } from '../message/rejection'
import type { Parameters } from '../message/target'

/** What to make of an image. */
export type Processing = { kind: 'info' } | { kind: 'mogr2'; operations: readonly ImageOperation[] }

/** One step of `imageMogr2`. */
export type ImageOperation =
  | { name: 'thumbnail'; size: string }
  | { name: 'format'; format: string }
  | { name: 'quality'; quality: number }
  | { name: 'auto-orient' }
  | { name: 'strip' }

/** The image processing that the query asks for, if it does. @throws {Rejection} `InvalidArgument` */
export function findProcessing(parameters: Parameters): Processing | undefined {
  for (const name of parameters.names()) {
    if (name === 'imageInfo') return { kind: 'info' }
    if (name === 'imageMogr2' || name.startsWith('imageMogr2/')) {
      return { kind: 'mogr2', operations: parseOperations(name.slice('imageMogr2/'.length)) }
    }
  }
  return undefined
}

/** Reads `thumbnail/200x/format/webp`. */
function parseOperations(text: string): ImageOperation[] {
  const words = text.split('/').filter((word) => word !== '')
  const operations: ImageOperation[] = []
  for (let word = words.shift(); word !== undefined; word = words.shift()) {
    operations.push(parseOperation(word, words))
  }
  return operations
}

function parseOperation(name: string, words: string[]): ImageOperation {
  if (name === 'auto-orient' || name === 'strip') return { name }
  const value = words.shift() ?? ''
  if (name === 'thumbnail') return { name, size: value }
  if (name === 'format') return { name, format: value.toLowerCase() }
  if (name === 'quality' || name === 'rquality' || name === 'lquality') {
    const quality = Number(/^(\d{1,3})!?$/.exec(value)?.[1])
    if (!(quality >= 1 && quality <= 100)) throw invalidArgument('quality must lie between 1 and 100.')
    return { name: 'quality', quality }
  }
  throw invalidArgument(`imageMogr2/${name} is not known here.`)
}
