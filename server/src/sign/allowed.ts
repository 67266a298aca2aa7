import type { Action } from '../access/actions'
import { Refusal } from '../http/refusal'
import type { UploadSettings } from '../settings'
import type { RequestToSign } from './action'

/**
 * Resizing and turning only: of the rest, a watermark brings in the content of another object. No `%`, so that decoding
 * once more does not make another name of it.
 */
const IMAGE_PROCESSING =
  'imagemogr2(?:/(?:auto-orient|strip|(?:thumbnail|crop|cut|gravity|format|quality|rquality|lquality|rotate|interlace)/[\\w!<>@.-]+))+/?'
const METADATA = 'x-cos-meta-[a-z0-9_-]{1,64}'

const CONDITIONS = ['range', 'if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since']
const BODY = ['content-type', 'content-length', 'content-md5']
const STORED = ['content-type', 'cache-control', 'x-cos-forbid-overwrite', METADATA]

const any = (...names: readonly string[]) => new RegExp(`^(?:${names.join('|')})$`)
const none = /(?!)/

/**
 * What a request may carry to be signed; names in lower case. Whatever is missing here is refused: above all what opens
 * an object to others or takes its content from elsewhere (`x-cos-acl`, `x-cos-grant-*`, `x-cos-copy-source`), and
 * `response-content-type`, which turns a file into a page.
 */
const ALLOWED: Readonly<Record<Action, { query: RegExp; headers: RegExp }>> = {
  'name/cos:GetObject': {
    query: any('response-content-disposition', 'response-cache-control', 'imageinfo', IMAGE_PROCESSING),
    headers: any(...CONDITIONS),
  },
  'name/cos:HeadObject': { query: none, headers: any(...CONDITIONS) },
  'name/cos:GetBucket': { query: any('prefix', 'delimiter', 'marker', 'max-keys', 'encoding-type'), headers: none },
  'name/cos:PutObject': { query: none, headers: any(...STORED, ...BODY) },
  'name/cos:DeleteObject': { query: none, headers: none },
  'name/cos:InitiateMultipartUpload': { query: any('uploads'), headers: any(...STORED) },
  'name/cos:UploadPart': { query: any('partnumber', 'uploadid'), headers: any(...BODY) },
  'name/cos:ListParts': { query: any('uploadid', 'part-number-marker', 'max-parts', 'encoding-type'), headers: none },
  'name/cos:CompleteMultipartUpload': { query: any('uploadid'), headers: any(...BODY, 'x-cos-forbid-overwrite') },
  'name/cos:AbortMultipartUpload': { query: any('uploadid'), headers: none },
}

/** The actions that say what type the object is of. */
const TYPED: readonly Action[] = ['name/cos:PutObject', 'name/cos:InitiateMultipartUpload']

/**
 * Checks what the request carries.
 * @throws Refusal `AccessDenied` naming what is not signed, `InvalidRequest` where a name occurs twice
 */
export function checkCarried(request: RequestToSign, action: Action, upload: UploadSettings): void {
  const { query, headers } = ALLOWED[action]
  checkNames(request.Query, query, `the parameter`, action)
  checkNames(request.Headers, headers, `the header`, action)
  if (!TYPED.includes(action)) return
  const type = Object.entries(request.Headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1]
  if (type === undefined || !upload.contentTypes.includes(type))
    throw new Refusal('AccessDenied', `To upload, Content-Type must be one of ${upload.contentTypes.join(', ')}`)
}

function checkNames(carried: Readonly<Record<string, string>>, allowed: RegExp, what: string, action: Action): void {
  const names = Object.keys(carried).map((name) => name.toLowerCase())
  const other = names.find((name) => !allowed.test(name))
  if (other !== undefined)
    throw new Refusal('AccessDenied', `With ${action}, ${what} ${JSON.stringify(other.slice(0, 64))} is not signed`)
  // COS compares names in lower case, so of two spellings it would be chance which one counts.
  if (new Set(names).size < names.length) throw new Refusal('InvalidRequest', `In ${what}s a name occurs twice`)
}
