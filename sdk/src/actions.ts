import type { Pairs } from './pairs'
import type { Method } from './types'

const PARTS: Readonly<Record<Method, string>> = {
  GET: 'ListParts',
  HEAD: 'HeadObject',
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  DELETE: 'AbortMultipartUpload',
}

/**
 * Which action of a policy a request needs.
 * @see https://cloud.tencent.com/document/product/436/69751
 */
export function actionOf(method: Method, key: string, query: Pairs): string {
  const has = (name: string) => query.some(([each]) => each.toLowerCase() === name)
  const action = !key
    ? 'GetBucket'
    : has('uploads')
      ? 'InitiateMultipartUpload'
      : has('uploadid')
        ? PARTS[method]
        : method.charAt(0) + method.slice(1).toLowerCase() + 'Object' + (has('acl') ? 'ACL' : '')
  return 'name/cos:' + action
}
