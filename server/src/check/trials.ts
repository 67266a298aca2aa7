import type { Action } from '../access/actions'
import { GRANT_HEADERS } from '../access/conditions'
import type { CosAnswer, CosRequest } from '../cos/client'
import { elementsOf, textAt } from '../cos/xml'
import type { UploadSettings } from '../settings'

/** A request that has to work, or has to be refused, with credentials for one purpose. */
export interface Trial {
  what: string
  /** What the credentials are for. */
  actions: readonly Action[]
  request: CosRequest
  /** What has to work after it, with the same credentials. */
  followUp?: (answer: CosAnswer) => CosRequest
}

/** The objects that are tried with. */
export interface Places {
  /** The folder of a user that nobody is. */
  folder: string
  /** The object that is written. */
  key: string
  /** Another object in the folder, which is not granted. */
  otherKey: string
  /** Where nothing is granted. */
  elsewhere: string
}

/** Bytes that an upload of a trial may have: the limit is tried one byte over it. */
export const TRIAL_MAX_BYTES = 64

/** What every trial writes, and reads again. */
export const TRIAL_BODY = 'cos-miniprogram check'

const PUT: readonly Action[] = ['name/cos:PutObject']
const GET: readonly Action[] = ['name/cos:GetObject']
const LIST: readonly Action[] = ['name/cos:GetBucket']
const DELETE: readonly Action[] = ['name/cos:DeleteObject']
const PARTS: readonly Action[] = ['name/cos:InitiateMultipartUpload', 'name/cos:AbortMultipartUpload']

/** Nobody's account: a header that names it would open the object to it. */
const GRANTEE = 'id="100000000001"'
const VERSION = { versionId: 'MTg0NDUxNTc1NjIzMTQ1MDAwODg' }

/** What has to work, in this order: each rests on those before it. */
export function allowedTrials({ folder, key }: Places, upload: UploadSettings): readonly Trial[] {
  const type = typeOf(upload)
  const trials: readonly Trial[] = [
    { what: 'an upload', actions: PUT, request: put(key, type) },
    { what: 'an upload with x-cos-acl: default', actions: PUT, request: put(key, { ...type, 'x-cos-acl': 'default' }) },
    { what: 'a download', actions: GET, request: { Method: 'GET', Key: key } },
    { what: 'a listing of the folder', actions: LIST, request: list({ prefix: folder }) },
  ]
  if (!upload.parts) return trials
  const abort = ({ text }: CosAnswer): CosRequest => ({
    Method: 'DELETE',
    Key: key,
    Query: { uploadId: textAt(elementsOf(text, 'InitiateMultipartUploadResult'), 'UploadId') },
  })
  return [...trials, { what: 'an upload in parts', actions: PARTS, request: begin(key, type), followUp: abort }]
}

/** What must be refused, each with credentials that are good for something close to it. */
export function forbiddenTrials(places: Places, upload: UploadSettings): readonly Trial[] {
  return [...forbiddenUploads(places, upload), ...forbiddenReading(places)]
}

function forbiddenUploads({ key, otherKey }: Places, upload: UploadSettings): readonly Trial[] {
  const type = typeOf(upload)
  const acl = { 'x-cos-acl': 'public-read' }
  const grants = GRANT_HEADERS.map((name) => ({ [name.replace('cos:', '')]: GRANTEE }))
  const headers = [acl, ...grants, { 'x-cos-storage-class': 'ARCHIVE' }]
  const request = put(key, { 'content-type': 'text/html' })
  return [
    ...headers.map((more) => ({
      what: `an upload with ${nameIn(more)}`,
      actions: PUT,
      request: put(key, { ...type, ...more }),
    })),
    { what: 'an upload as text/html', actions: PUT, request },
    { what: 'an upload over the limit', actions: PUT, request: put(key, type, 'x'.repeat(TRIAL_MAX_BYTES + 1)) },
    { what: 'an upload to another key', actions: PUT, request: put(otherKey, type) },
    ...(upload.parts
      ? [{ what: `an upload in parts with ${nameIn(acl)}`, actions: PARTS, request: begin(key, { ...type, ...acl }) }]
      : []),
  ]
}

function forbiddenReading({ folder, key, elsewhere }: Places): readonly Trial[] {
  const get = (Key: string, Query: Record<string, string> = {}): CosRequest => ({ Method: 'GET', Key, Query })
  const asPage = get(key, { 'response-content-type': 'text/html' })
  const alike = folder.slice(0, -1)
  return [
    { what: 'a download as text/html', actions: GET, request: asPage },
    { what: 'a download of an earlier version', actions: GET, request: get(key, VERSION) },
    { what: 'a download from another folder', actions: GET, request: get(`${elsewhere}a`) },
    { what: 'a listing of another folder', actions: LIST, request: list({ prefix: elsewhere }) },
    { what: 'a listing of everything', actions: LIST, request: list({}) },
    { what: 'a listing of what starts alike', actions: LIST, request: list({ prefix: alike }) },
    {
      what: 'a deletion of an earlier version',
      actions: DELETE,
      request: { Method: 'DELETE', Key: key, Query: VERSION },
    },
  ]
}

/** A download to whose URL something harmless is appended after it was signed. */
export const unsignedTrial = ({ key }: Places): Trial => ({
  what: 'a download with a parameter that is not signed',
  actions: GET,
  request: { Method: 'GET', Key: key, unsignedQuery: 'cos-miniprogram-check=1' },
})

const put = (Key: string, Headers: Record<string, string>, body = TRIAL_BODY): CosRequest => ({
  Method: 'PUT',
  Key,
  Headers,
  body,
})
const begin = (Key: string, Headers: Record<string, string>): CosRequest => ({
  Method: 'POST',
  Key,
  Query: { uploads: '' },
  Headers,
})
const list = (Query: Record<string, string>): CosRequest => ({ Method: 'GET', Key: '', Query })
const typeOf = ({ contentTypes }: UploadSettings) => ({ 'content-type': contentTypes[0] ?? '' })
const nameIn = (headers: Record<string, string>) =>
  Object.entries(headers)
    .map((pair) => pair.join(': '))
    .join()
