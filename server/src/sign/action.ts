import type { Action } from '../access/actions'
import { Refusal } from '../http/refusal'

/** One request to COS that is to be signed. */
export interface RequestToSign {
  Method: 'GET' | 'PUT' | 'HEAD' | 'POST' | 'DELETE'
  /** Empty for a listing. */
  Key: string
  Query: Readonly<Record<string, string>>
  Headers: Readonly<Record<string, string>>
}

type ByMethod = Partial<Record<RequestToSign['Method'], Action>>

const ON_BUCKET: ByMethod = { GET: 'name/cos:GetBucket' }
const ON_OBJECT: ByMethod = {
  GET: 'name/cos:GetObject',
  HEAD: 'name/cos:HeadObject',
  PUT: 'name/cos:PutObject',
  DELETE: 'name/cos:DeleteObject',
}
const ON_UPLOADS: ByMethod = { POST: 'name/cos:InitiateMultipartUpload' }
const ON_UPLOAD: ByMethod = {
  GET: 'name/cos:ListParts',
  PUT: 'name/cos:UploadPart',
  POST: 'name/cos:CompleteMultipartUpload',
  DELETE: 'name/cos:AbortMultipartUpload',
}

/**
 * Which action of a policy the request needs.
 * @throws Refusal `AccessDenied` where it is none of those that are granted here
 */
export function actionOf({ Method, Key, Query }: RequestToSign): Action {
  const names = Object.keys(Query).map((name) => name.toLowerCase())
  const onKey = names.includes('uploads') ? ON_UPLOADS : names.includes('uploadid') ? ON_UPLOAD : ON_OBJECT
  const action = (Key === '' ? ON_BUCKET : onKey)[Method]
  if (action === undefined) throw new Refusal('AccessDenied', `${Method} is not signed here for such a request`)
  return action
}
