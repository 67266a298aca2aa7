import type { Method } from './types'
import type { Pairs } from './pairs'

/**
 * Which action of a policy a request needs.
 * @see https://cloud.tencent.com/document/product/436/69751
 */
export function actionOf(method: Method, key: string, query: Pairs): string {
  const has = (name: string) => query.some(([each]) => each.toLowerCase() === name)
  return (
    'name/cos:' +
    (key === ''
      ? 'GetBucket'
      : has('uploads') || has('uploadid')
        ? partsAction(method, has('uploads'))
        : objectAction(method, has('acl')))
  )
}

function partsAction(method: Method, initiates: boolean): string {
  if (method === 'PUT') return 'UploadPart'
  if (method === 'POST') return initiates ? 'InitiateMultipartUpload' : 'CompleteMultipartUpload'
  return method === 'DELETE' ? 'AbortMultipartUpload' : 'ListParts'
}

function objectAction(method: Method, isAcl: boolean): string {
  const verb = method[0] + method.slice(1).toLowerCase()
  return `${verb}Object${isAcl ? 'ACL' : ''}`
}
