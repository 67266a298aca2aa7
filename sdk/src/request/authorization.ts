import { invalidArgument } from '../errors/cos-error'
import { authorization } from '../signature/signature'
import { createSignKey } from '../signature/signing-key'
import type { StringMap } from '../signature/string-map'
import type { GetAuthorizationParams } from '../types/signing'
import { bucketAddress } from './address'
import { checkExpires, checkMethod, encodeKey, hasName, normalizeHeaders, normalizeQuery } from './validate'

/** Parameters that only `getAuthorization` has. */
export const AUTHORIZATION_PARAMS =
  /^(Pathname|SystemClockOffset|ForceSignHost|method|pathname|params|headers|expires)$/

/** The official signature method's `Authorization`, from what it takes. @throws CosError `InvalidArgument` */
export function officialAuthorization(params: GetAuthorizationParams): string {
  const { SecretId, SecretKey, Method = params.method } = params
  return authorization({ SecretId, signKey: createSignKey(SecretId, SecretKey) }, keyTimeOf(params), {
    Method: checkMethod(Method),
    Key: keyOf(params),
    Query: normalizeQuery(params.Query || params.params),
    Headers: headersOf(params),
  })
}

function keyTimeOf(params: GetAuthorizationParams): string {
  const { now = Date.now, SystemClockOffset = 0, Expires = params.expires } = params
  const start = Math.floor((now() + SystemClockOffset) / 1000)
  const { KeyTime = `${start};${start + checkExpires(Expires)}` } = params
  if (!/^\d+;\d+$/.test(KeyTime)) throw invalidArgument('KeyTime must look like 1700000000;1700000900.')
  return KeyTime
}

/** `Pathname` is the key with its slash; `/` alone is the bucket. */
function keyOf({ Key = '', pathname, Pathname = pathname }: GetAuthorizationParams): string {
  const key = Pathname ? Pathname.replace(/^\//, '') : Key
  if (key) encodeKey(key)
  return key
}

/** A bucket that is named binds the signature to its host. */
function headersOf(params: GetAuthorizationParams): StringMap {
  const { Bucket, Region, ForceSignHost = true } = params
  const headers = normalizeHeaders(params.Headers || params.headers)
  if (hasName(headers, 'host') || !Bucket || !Region || !ForceSignHost) return headers
  const Domain = '{Bucket}.cos.{Region}.myqcloud.com'
  return Object.assign(headers, bucketAddress({ Bucket, Region, Domain, Protocol: 'https:' }).hostHeader)
}
