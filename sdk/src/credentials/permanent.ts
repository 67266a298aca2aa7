import { checkSecret } from '../checks'
import { invalidArgument } from '../errors'
import { globalPlatform, warn } from '../platform/globals'
import type { SigningKey } from '../sign'
import { signKeys } from '../signer'
import type { COSOptions } from '../types'

/** A permanent key, for debugging. Warns once, and throws in a released mini program. */
export function permanentKey(options: Extract<COSOptions, { SecretId: string }>): SigningKey {
  const { SecretId, SecretKey, wx: platform = globalPlatform() } = options
  checkSecret('SecretId', SecretId)
  checkSecret('SecretKey', SecretKey)
  const account = platform && platform.getAccountInfoSync && platform.getAccountInfoSync()
  if (account && account.miniProgram.envVersion === 'release') {
    const hint = 'Everybody can read it there: revoke it, and have a backend hand out temporary keys.'
    throw invalidArgument('A released mini program must hold temporary keys', 'a permanent one', hint)
  }
  warn('a permanent key is for debugging only')
  return { SecretId, signKey: signKeys(SecretKey), tokenQuery: '', ExpiredTime: Infinity }
}
