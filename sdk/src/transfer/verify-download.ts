import type { Core } from '../core'
import { CosError } from '../errors'
import type { ObjectParams } from '../types'
import { checksum } from './checksum'
import { EMPTY_CRC64, formatCrc64 } from './crc64'
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

/** Compares a file with what COS said of it, as far as the platform shows that. @throws CosError `Integrity`, Stopped */
export async function verifyDownload(core: Core, { fetched, content, signal, Query }: Downloaded): Promise<void> {
  const { headers, expected } = fetched
  // The platform unpacks what was packed for the way only: then neither figure is of the file.
  if (headers['content-encoding']) return
  const length = headers['content-length'] === undefined ? expected : Number(headers['content-length'])
  if (length > 0 && length !== content.size) throw differs(`${content.size} of ${length} bytes came`, fetched)
  const said = headers['x-cos-hash-crc64ecma']
  if (said === undefined || isProcessed(Query)) return
  let crc = EMPTY_CRC64
  for (let position = 0; position < content.size; position += PIECE) {
    const bytes = await content.read(position, Math.min(PIECE, content.size - position))
    crc = await checksum(core, signal, bytes, crc)
  }
  if (formatCrc64(crc) !== said) throw differs('the CRC64 differs', fetched)
}

/** What is made of an object on its way has another checksum than the object. */
function isProcessed(Query: ObjectParams['Query']): boolean {
  return Object.keys(Query ?? {}).some((name) => !/^(response-|versionid$)/i.test(name))
}

function differs(how: string, { headers }: Fetched): CosError {
  return new CosError('Integrity', `The file is not what COS has sent: ${how}`, {
    hint: 'Download it again.',
    RequestId: headers['x-cos-request-id'],
  })
}
