import { check } from '../errors'
import { globalPlatform, warn } from '../platform/globals'
import type { SigningKey } from '../sign'
import { createSigner } from '../signer'
import type { COSOptions } from '../types'

/** A permanent key, for debugging. Warns once, and throws in a released mini program. */
export function permanentKey(options: COSOptions): SigningKey | undefined {
  if (!('SecretId' in options)) return undefined
  const { SecretId, SecretKey, wx: platform = globalPlatform() } = options
  const signer = createSigner(SecretId, SecretKey)
  const account = platform && platform.getAccountInfoSync && platform.getAccountInfoSync()
  check(
    !account || account.miniProgram.envVersion !== 'release',
    'A released mini program must hold temporary keys',
    'a permanent one',
    'Everybody can read it: revoke it.',
  )
  warn('a permanent key is for debugging')
  return Object.assign(signer, {
    tokenQuery: '',
    StartTime: 1,
    ExpiredTime: Infinity,
    life: Infinity,
  })
}
