import type { Method } from '../types/signing'

/** All that an upload in parts needs, so that one request for credentials serves it to its end. */
export const MULTIPART_ACTIONS: readonly string[] = [
  'name/cos:InitiateMultipartUpload',
  'name/cos:UploadPart',
  'name/cos:ListParts',
  'name/cos:CompleteMultipartUpload',
  'name/cos:AbortMultipartUpload',
  'name/cos:HeadObject',
]

/** Whether an action is part of an upload in parts, and of nothing else. */
export function isMultipartAction(action: string): boolean {
  return action !== 'name/cos:HeadObject' && MULTIPART_ACTIONS.includes(action)
}

/** Lists that all requests share: a page may have thousands. */
const OF_METHOD: Readonly<Record<Method, readonly string[]>> = {
  GET: ['name/cos:GetObject'],
  HEAD: ['name/cos:HeadObject'],
  PUT: ['name/cos:PutObject'],
  POST: ['name/cos:PostObject'],
  DELETE: ['name/cos:DeleteObject'],
}

/** A query of an upload in parts. Example: `?uploadId=…`. */
const MULTIPART_QUERY = /[?&]upload(s|id)=/i
/** A query for the uploads in parts that are under way. Example: `?uploads=`. */
const LIST_UPLOADS_QUERY = /[?&]uploads=/
/** A query for the access control of an object. Example: `?acl=`. */
const ACL_QUERY = /[?&]acl=/i

/**
 * Which actions of a policy a request needs.
 * @param query - with its `?`, or all of the URL; without a signature
 * @see https://cloud.tencent.com/document/product/436/69751
 */
export function actionsOf(method: Method, key: string, query: string): readonly string[] {
  if (!key) return [LIST_UPLOADS_QUERY.test(query) ? 'name/cos:ListMultipartUploads' : 'name/cos:GetBucket']
  if (MULTIPART_QUERY.test(query)) return MULTIPART_ACTIONS
  const actions = OF_METHOD[method]
  return ACL_QUERY.test(query) ? actions.map((action) => `${action}ACL`) : actions
}
