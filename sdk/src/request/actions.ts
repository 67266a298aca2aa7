import type { Method } from '../types/signing'

/** All that an upload in parts needs, so that one request for credentials serves it to its end. */
const MULTIPART = [
  'InitiateMultipartUpload',
  'UploadPart',
  'ListParts',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'HeadObject',
]

/** The same as a policy names them. */
export const MULTIPART_ACTIONS: readonly string[] = MULTIPART.map(policyName)

/** Whether an action is part of an upload in parts, and of nothing else. */
export function isMultipartAction(action: string): boolean {
  return action !== 'name/cos:HeadObject' && MULTIPART_ACTIONS.includes(action)
}

function policyName(name: string): string {
  return `name/cos:${name}`
}

const OF_METHOD: Readonly<Record<Method, string>> = {
  GET: 'GetObject',
  HEAD: 'HeadObject',
  PUT: 'PutObject',
  POST: 'PostObject',
  DELETE: 'DeleteObject',
}

/** A query of an upload in parts. Example: `?uploadId=…`. */
const MULTIPART_QUERY = /[?&]upload(s|id)=/i
/** A query for the uploads in parts that are under way. Example: `?uploads=`. */
const LIST_UPLOADS_QUERY = /[?&]uploads=/
/** A query for the access control of an object. Example: `?acl=`. */
const ACL_QUERY = /[?&]acl=/i

/**
 * Which actions of a policy a request needs.
 * @param url - with its query, without a signature
 * @see https://cloud.tencent.com/document/product/436/69751
 */
export function actionsOf(method: Method, key: string, url: string): string[] {
  return namesOf(method, key, url).map(policyName)
}

function namesOf(method: Method, key: string, url: string): string[] {
  if (!key) return [LIST_UPLOADS_QUERY.test(url) ? 'ListMultipartUploads' : 'GetBucket']
  if (MULTIPART_QUERY.test(url)) return MULTIPART
  return [OF_METHOD[method] + (ACL_QUERY.test(url) ? 'ACL' : '')]
}
