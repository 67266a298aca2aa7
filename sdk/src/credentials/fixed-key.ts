import { invalidArgument } from '../errors/cos-error'
import { asRecord, asText } from '../platform/as-record'
import { warn, type Environment } from '../platform/environment'
import { createSignKey, tokenQueryOf, type SigningKey } from '../signature/signing-key'
import type { COSOptions } from '../types/client'

const ADVICE = 'A permanent key is for debugging only, since everybody can read it in a released app'

let hasWarned = false

/**
 * A key that the options hold themselves. A permanent one warns in a mini program, once a process; a backend that signs
 * does right.
 * @throws CosError `InvalidArgument` in a released mini program, and where it cannot be a key
 */
export function fixedKeyOf(options: COSOptions, { findPlatform }: Environment): SigningKey {
  const { SecretId, SecretKey, SecurityToken, StartTime, ExpiredTime } = asRecord(options)
  const signKey = createSignKey(SecretId, SecretKey)
  const platform = findPlatform()
  if (platform && !SecurityToken) {
    const account = platform.getAccountInfoSync && platform.getAccountInfoSync()
    if (account && account.miniProgram.envVersion === 'release') throw invalidArgument(`${ADVICE}: use credentials.`)
    if (!hasWarned) warn(ADVICE)
    hasWarned = true
  }
  const start = Number(StartTime) || undefined
  const end = Number(ExpiredTime) || Infinity
  return {
    SecretId: asText(SecretId),
    signKey,
    tokenQuery: tokenQueryOf(asText(SecurityToken)),
    StartTime: start,
    ExpiredTime: end,
    life: start ? end - start : Infinity,
  }
}
