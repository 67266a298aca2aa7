import type { Method } from './types'

/** All that an upload in parts needs, so that one request for credentials serves it to its end. */
const MULTIPART =
  'InitiateMultipartUpload UploadPart ListParts CompleteMultipartUpload AbortMultipartUpload HeadObject'.split(' ')

/**
 * Which actions of a policy a request needs.
 * @see https://cloud.tencent.com/document/product/436/69751
 */
export function actionsOf(method: Method, key: string, url: string): string[] {
  const actions = !key
    ? ['GetBucket']
    : /[?&]upload(s|id)=/i.test(url)
      ? MULTIPART
      : [method.charAt(0) + method.slice(1).toLowerCase() + 'Object' + (/[?&]acl=/i.test(url) ? 'ACL' : '')]
  return actions.map((action) => 'name/cos:' + action)
}
