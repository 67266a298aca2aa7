import type { Pairs } from './pairs'
import type { Method } from './types'

/** All that an upload in parts needs, so that one request for credentials serves it to its end. */
const MULTIPART =
  'InitiateMultipartUpload UploadPart ListParts CompleteMultipartUpload AbortMultipartUpload HeadObject'.split(' ')

/**
 * Which actions of a policy a request needs.
 * @see https://cloud.tencent.com/document/product/436/69751
 */
export function actionsOf(method: Method, key: string, query: Pairs): string[] {
  const has = (pattern: RegExp) => query.some(([name]) => pattern.test(name))
  const actions = !key
    ? ['GetBucket']
    : has(/^upload(s|id)$/i)
      ? MULTIPART
      : [method.charAt(0) + method.slice(1).toLowerCase() + 'Object' + (has(/^acl$/i) ? 'ACL' : '')]
  return actions.map((action) => 'name/cos:' + action)
}
