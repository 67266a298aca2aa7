import { CosError, invalidArgument } from '../errors'
import { globalPlatform, warn } from '../platform/globals'
import type { SigningKey } from '../sign'
import { keepSignKey } from '../signer'
import type { COSOptions } from '../types'

type PermanentOptions = Extract<COSOptions, { SecretId: string }>

/** A permanent key as a source of signatures: for debugging. Warns once, and throws in a released mini program. */
export function permanentKey(options: PermanentOptions): { find(): SigningKey; obtain(): Promise<never> } {
  const { SecretId, SecretKey, wx: platform = globalPlatform() } = options
  checkSecret('SecretId', SecretId)
  checkSecret('SecretKey', SecretKey)
  if (platform?.getAccountInfoSync?.().miniProgram.envVersion === 'release') {
    throw new CosError('InvalidArgument', 'A permanent key must not be used in a released mini program', {
      hint: 'Whoever downloads the mini program can read the key: revoke it, and let a backend hand out temporary ones.',
    })
  }
  warn('a permanent key is for debugging only; use credentials from a backend.')
  const key = { SecretId, signKey: keepSignKey(SecretKey), ExpiredTime: Infinity }
  return { find: () => key, obtain: () => Promise.reject(invalidArgument('A key must be at hand', 'none')) }
}

/** Never shows what came: it could be the secret. */
export function checkSecret(name: 'SecretId' | 'SecretKey', value: unknown): void {
  if (typeof value !== 'string' || value === '')
    throw invalidArgument(`${name} must be a non-empty string`, typeof value)
}
