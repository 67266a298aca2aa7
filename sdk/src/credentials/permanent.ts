import { check } from '../errors'
import { findPlatform, warn } from '../platform/globals'
import type { SigningKey } from '../sign'
import { createSigner } from '../signer'
import type { COSOptions } from '../types'
import { MAX_LIFE } from './clock'

const ADVICE = 'A permanent key is for debugging: everybody can read it'

/** A permanent key. Warns once, and throws in a released mini program. */
export function permanentKey(options: COSOptions, now: () => number): SigningKey | undefined {
  if (!('SecretId' in options)) return undefined
  const { SecretId, SecretKey } = options
  const signer = createSigner(SecretId, SecretKey)
  const platform = findPlatform(options)
  const account = platform && platform.getAccountInfoSync && platform.getAccountInfoSync()
  check(!account || account.miniProgram.envVersion !== 'release', ADVICE, 'for a release')
  warn(ADVICE)
  // It starts long ago, whatever the phone's clock says.
  const StartTime = Math.floor(now() / 1000) - MAX_LIFE
  return Object.assign(signer, {
    tokenQuery: '',
    StartTime,
    ExpiredTime: Infinity,
    life: Infinity,
  })
}
