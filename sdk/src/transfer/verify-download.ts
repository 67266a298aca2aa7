import type { Core } from '../core'
import type { ObjectParams } from '../types'
import { checksum, differs, verify } from './checksum'
import { EMPTY_CRC64 } from './crc64'
import type { Fetched } from './fetch'
import type { Content } from './file'
import type { Signal } from './signal'

const PIECE = 1024 * 1024

export interface Downloaded {
  fetched: Fetched
  content: Content
  signal: Signal
  Query: ObjectParams['Query']
}

/** Compares a file with what COS said of it, as far as the platform shows that. @throws CosError `Integrity` */
export async function verifyDownload(core: Core, { fetched, content, signal, Query }: Downloaded): Promise<void> {
  const { headers, expected } = fetched
  const { size } = content
  // The platform unpacks what was packed for the way only: then neither figure is of the file.
  if (headers['content-encoding']) return
  const { 'content-length': length = expected } = headers
  if (Number(length) > 0 && Number(length) !== size) throw differs(headers, `${size} of ${length} bytes came`)
  // What is made of an object on its way has another checksum than the object, and so has a piece of it.
  const isProcessed = Object.keys(Query || {}).some((name) => !/^(response-|versionid$)/i.test(name))
  const isRange = fetched.statusCode === 206
  if (isProcessed || isRange || headers['x-cos-hash-crc64ecma'] === undefined) return
  let crc = EMPTY_CRC64
  for (let position = 0; position < size; position += PIECE) {
    const bytes = await content.read(position, Math.min(PIECE, size - position))
    crc = await checksum(core, signal, bytes, crc)
  }
  verify(fetched, crc, 'the file')
}
