import type { Call } from '../call'
import { inferContentType } from './content-type'
import type { ObjectProperties } from './objects'
import { invalidArgument } from '../message/rejection'

/** The standard headers that an object keeps, and that `response-*` parameters override. */
export const KEPT_HEADERS = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires']

const ACLS = [
  '',
  'default',
  'private',
  'public-read',
  'authenticated-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
]
const LONGEST_METADATA = 2048

/** What the headers of an upload say about the object. @throws {Rejection} `InvalidArgument` */
export function readProperties({ headers, key }: Pick<Call, 'headers' | 'key'>): ObjectProperties {
  // Who may write the object may say who else reaches it: only a condition of the policy holds that.
  const acl = headers.get('x-cos-acl') ?? ''
  if (!ACLS.includes(acl)) throw invalidArgument('x-cos-acl is none of the predefined ones.')
  const kept = [...headers].filter(
    ([name, value]) => value !== '' && (KEPT_HEADERS.includes(name) || name.startsWith('x-cos-meta-')),
  )
  const size = kept
    .filter(([name]) => name.startsWith('x-cos-meta-'))
    .reduce((sum, pair) => sum + pair.join('').length, 0)
  if (size > LONGEST_METADATA) throw invalidArgument('The metadata is too long.')
  return {
    contentType: headers.get('content-type') || inferContentType(key),
    headers: Object.fromEntries(kept),
    acl,
    storageClass: headers.get('x-cos-storage-class') || 'STANDARD',
  }
}
