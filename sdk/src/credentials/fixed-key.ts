import { invalidArgument } from '../errors/cos-error'
import { asRecord, asText } from '../platform/as-record'
import { warn, type Environment } from '../platform/environment'
import { urlEncode } from '../signature/encoding'
import { createSignKey, type SigningKey } from '../signature/signing-key'
import type { COSOptions } from '../types/client'

const ADVICE = 'a permanent key is for debugging only, since everybody can read it in a released app: use credentials'

let hasWarned = false

/**
 * A key that the options hold themselves; `undefined` where they name a source, which wins.
 * @throws CosError `InvalidArgument` in a released mini program, and where it cannot be a key
 */
export function fixedKeyOf(options: COSOptions, environment: Environment): SigningKey | undefined {
  const { credentials, getAuthorization, SecretId, SecretKey, SecurityToken, StartTime, ExpiredTime } =
    asRecord(options)
  if (credentials || getAuthorization) return undefined
  const signKey = createSignKey(SecretId, SecretKey)
  if (!SecurityToken) adviseAgainstPermanentKey(environment)
  const start = Number(StartTime) || undefined
  const end = Number(ExpiredTime) || Infinity
  return {
    SecretId: String(SecretId),
    signKey,
    tokenQuery: SecurityToken ? `&x-cos-security-token=${urlEncode(asText(SecurityToken))}` : '',
    StartTime: start,
    ExpiredTime: end,
    life: start === undefined ? Infinity : end - start,
  }
}

/** In a mini program it warns, once a process; a backend that signs does right. */
function adviseAgainstPermanentKey(environment: Environment): void {
  const platform = environment.findPlatform()
  if (!platform) return
  const account = platform.getAccountInfoSync && platform.getAccountInfoSync()
  if (account && account.miniProgram.envVersion === 'release') {
    throw invalidArgument(`In a released mini program, ${ADVICE}.`)
  }
  if (!hasWarned) warn(ADVICE)
  hasWarned = true
}
