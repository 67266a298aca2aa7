import type { UploadSettings } from '../settings'
import type { Action } from './actions'

/** Operator, condition key, wanted value or values: all keys have to hold, and of several values any one. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | number | readonly string[]>>>>

/**
 * The condition keys of the headers that name who else may reach an object. Tencent's table of condition keys does not
 * have them, so none is left to an `_if_exist`, which an unknown key passes: each is denied as soon as it has a value, by
 * a statement of its own, since within one statement all of them would have to be there at once.
 */
export const GRANT_HEADERS = [
  'cos:x-cos-grant-read',
  'cos:x-cos-grant-write',
  'cos:x-cos-grant-read-acp',
  'cos:x-cos-grant-write-acp',
  'cos:x-cos-grant-full-control',
] as const

/** Whether requests for the action may say who else reaches the object. */
export const canCarryAcl = (action: Action) =>
  action === 'name/cos:PutObject' || action === 'name/cos:InitiateMultipartUpload'

/** What an upload may say of its access and its storage: the defaults, that is private, and readable at once. */
const DEFAULTS = {
  string_equal_if_exist: {
    'cos:x-cos-acl': ['private', 'default'],
    'cos:x-cos-storage-class': ['STANDARD', 'MAZ_STANDARD'],
  },
} as const

/** No version but the latest, so that what was replaced is not read, and a deletion can be undone by the bucket's owner. */
const LATEST_VERSION = { 'cos:versionid': '' } as const

/**
 * What a request for the action has to be like. What is compared with a parameter is URL-encoded,
 * as the parameter is.
 * @see https://cloud.tencent.com/document/product/436/71306
 */
export function conditionFor(action: Action, Prefix: string, upload: UploadSettings): Condition {
  const type = { string_equal: { 'cos:content-type': upload.contentTypes } }
  const atMost = (bytes: number) => ({ numeric_less_than_equal: { 'cos:content-length': bytes } })
  switch (action) {
    case 'name/cos:PutObject':
      return { ...atMost(upload.maxBytes), ...type, ...DEFAULTS }
    case 'name/cos:InitiateMultipartUpload':
      return { ...type, ...DEFAULTS }
    case 'name/cos:UploadPart':
      return atMost(upload.maxPartBytes)
    case 'name/cos:GetBucket':
      return { string_like: { 'cos:prefix': `${encodeURIComponent(Prefix)}*` } }
    case 'name/cos:GetObject': {
      // Read as one of the types that may be stored: as a page, a picture that holds HTML would run.
      const types = upload.contentTypes.map(encodeURIComponent)
      return { string_equal_if_exist: { 'cos:response-content-type': types, ...LATEST_VERSION } }
    }
    // Of these only two can name a version; under one condition all of them are one statement.
    case 'name/cos:HeadObject':
    case 'name/cos:DeleteObject':
    case 'name/cos:ListParts':
    case 'name/cos:CompleteMultipartUpload':
    case 'name/cos:AbortMultipartUpload':
      return { string_equal_if_exist: LATEST_VERSION }
  }
}
