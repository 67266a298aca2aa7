import type { UploadSettings } from '../settings'
import type { Action } from './actions'
import type { AccessSettings, Grant } from './grant'

/** A policy as `GetFederationToken` takes it: no `principal`. */
export interface Policy {
  version: '2.0'
  statement: readonly Statement[]
}

/** One action on one resource, so that nothing is granted by a combination that nobody meant. */
export interface Statement {
  effect: 'allow'
  action: readonly [Action]
  resource: readonly [string]
  condition?: Condition
}
type Condition = Record<string, Record<string, string | number | readonly string[]>>

/**
 * The headers that would open an object to others. The first may say what is the default; the others name grantees,
 * which this value never is, so an upload that carries one is refused. A missing header passes.
 */
const NO_ACL = {
  string_equal_if_exist: {
    'cos:x-cos-acl': 'private',
    'cos:x-cos-grant-read': 'nobody',
    'cos:x-cos-grant-write': 'nobody',
    'cos:x-cos-grant-read-acp': 'nobody',
    'cos:x-cos-grant-write-acp': 'nobody',
    'cos:x-cos-grant-full-control': 'nobody',
  },
} as const

/** The policy that says exactly what the grant says. */
export function policyFor(grant: Grant, settings: AccessSettings): Policy {
  const resource = [resourceOf(grant, settings)] as const
  const statement = grant.Actions.map((action): Statement => {
    const condition = conditionFor(action, grant, settings.upload)
    return { effect: 'allow', action: [action], resource, ...(condition === undefined ? {} : { condition }) }
  })
  return { version: '2.0', statement }
}

/** `qcs::cos:{region}:uid/{appid}:{bucket}/{key}`. */
function resourceOf({ Prefix, exact }: Grant, { bucket }: AccessSettings): string {
  const appId = bucket.Bucket.slice(bucket.Bucket.lastIndexOf('-') + 1)
  return `qcs::cos:${bucket.Region}:uid/${appId}:${bucket.Bucket}/${Prefix}${exact ? '' : '*'}`
}

// https://cloud.tencent.com/document/product/436/71306 says which condition keys go with which action.
function conditionFor(action: Action, { Prefix }: Grant, upload: UploadSettings): Condition | undefined {
  const type = { string_equal: { 'cos:content-type': upload.contentTypes } }
  const atMost = (bytes: number) => ({ numeric_less_than_equal: { 'cos:content-length': bytes } })
  switch (action) {
    case 'name/cos:PutObject':
      return { ...atMost(upload.maxBytes), ...type, ...NO_ACL }
    case 'name/cos:InitiateMultipartUpload':
      return { ...type, ...NO_ACL }
    case 'name/cos:UploadPart':
      return atMost(upload.maxPartBytes)
    case 'name/cos:GetBucket':
      // COS compares with the value as it is in the URL.
      return { string_like: { 'cos:prefix': `${encodeURIComponent(Prefix)}*` } }
    default:
      return undefined
  }
}
