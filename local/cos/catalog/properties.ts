import { authorize, type Call } from '../call'
import { inferContentType } from './content-type'
import type { Headers } from '../message/headers'
import type { ObjectProperties } from './objects'
import { invalidArgument } from '../message/rejection'
import type { Service } from '../service'

/** The standard headers that an object keeps, and that `response-*` parameters override. */
export const KEPT_HEADERS = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires']

const ACLS = ['', 'default', 'private', 'public-read', 'authenticated-read', 'bucket-owner-read']
const LONGEST_METADATA = 2048

/** What the headers of an upload say about the object. @throws {Rejection} `InvalidArgument`, `AccessDenied` */
export function readProperties(call: Call, service: Service): ObjectProperties {
  checkAcl(call, service)
  return propertiesOf(call.headers, call.key)
}

function propertiesOf(headers: Headers, key: string): ObjectProperties {
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

/** Giving an object another ACL than its bucket's is an action of its own. */
function checkAcl(call: Call, service: Service): void {
  const names = [...call.headers.keys()]
  const acl = call.headers.get('x-cos-acl') ?? ''
  const plain = acl === '' || acl === 'default'
  if (!plain || names.some((name) => name.startsWith('x-cos-grant-'))) authorize(call, service, 'PutObjectACL')
}
