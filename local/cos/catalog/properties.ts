import type { Call } from '../call'
import { readAcl } from './acl'
import { inferContentType } from './content-type'
import type { ObjectProperties } from './objects'
import { parseTags } from './tags'
import { invalidArgument } from '../message/rejection'

/** The standard headers that an object keeps, and that `response-*` parameters override. */
export const KEPT_HEADERS = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires']

const LONGEST_METADATA = 2048

/** What the headers of an upload say about the object. @throws {Rejection} `InvalidArgument`, `InvalidTag` */
export function readProperties({ headers, key }: Pick<Call, 'headers' | 'key'>): ObjectProperties {
  const kept = [...headers].filter(
    ([name, value]) => value !== '' && (KEPT_HEADERS.includes(name) || name.startsWith('x-cos-meta-')),
  )
  const size = kept
    .filter(([name]) => name.startsWith('x-cos-meta-'))
    .reduce((sum, pair) => sum + pair.join('').length, 0)
  if (size > LONGEST_METADATA) throw invalidArgument('The metadata is too long.')
  const tagging = headers.get('x-cos-tagging')
  return {
    contentType: headers.get('content-type') || inferContentType(key),
    headers: Object.fromEntries(kept),
    ...readAcl(headers),
    storageClass: headers.get('x-cos-storage-class') || 'STANDARD',
    ...(tagging ? { tags: parseTags(tagging) } : {}),
  }
}
