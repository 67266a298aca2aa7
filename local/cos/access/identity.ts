import { timingSafeEqual } from 'node:crypto'
import type { Authorization } from './authorization'
import { allows, type AccessRequest } from './policy'
import { accessDenied, invalidAccessKeyId, Rejection, signatureDoesNotMatch } from '../message/rejection'
import type { Sts } from './sts'

/** A permanent key. */
export interface PermanentKey {
  SecretId: string
  SecretKey: string
}

/** Who signed, and what they may do. */
export interface Identity {
  secretKey: string
  /** A temporary key is bound by the policy in its token. */
  temporary: boolean
  isAllowed(request: AccessRequest): boolean
}

/** The keys that the local COS knows: permanent ones, and those in tokens of its STS. */
export class Identities {
  private readonly permanent: ReadonlyMap<string, string>

  constructor(
    keys: readonly PermanentKey[],
    private readonly sts: Sts | undefined,
  ) {
    this.permanent = new Map(keys.map((key) => [key.SecretId, key.SecretKey]))
  }

  /** @throws {Rejection} `InvalidAccessKeyId`, `ExpiredToken`; `seconds` is now */
  find({ secretId, securityToken }: Pick<Authorization, 'secretId' | 'securityToken'>, seconds: number): Identity {
    if (securityToken !== undefined) return this.open(secretId, securityToken, seconds)
    const secretKey = this.permanent.get(secretId)
    if (secretKey === undefined) {
      throw invalidAccessKeyId('The Access Key Id you provided does not exist in our records.')
    }
    return { secretKey, temporary: false, isAllowed: () => true }
  }

  private open(secretId: string, securityToken: string, seconds: number): Identity {
    const grant = this.sts?.open(securityToken)
    if (grant?.secretId !== secretId) throw invalidAccessKeyId('The Access Key Id or its token is not valid.')
    if (seconds >= grant.expiredTime) throw new Rejection(400, 'ExpiredToken', 'The provided token has expired.')
    return { secretKey: grant.secretKey, temporary: true, isAllowed: (request) => allows(grant.policy, request) }
  }
}

/**
 * Refuses a signature that has ended or not begun; `seconds` is now.
 * @throws {Rejection} `AccessDenied` "Request has expired", `RequestTimeTooSkewed`
 */
export function checkTimes({ signTime, keyTime }: Pick<Authorization, 'signTime' | 'keyTime'>, seconds: number): void {
  for (const time of [signTime, keyTime]) {
    const [, start, end] = /^(\d{1,10});(\d{1,10})$/.exec(time) ?? []
    if (start === undefined || end === undefined) throw accessDenied()
    if (seconds > Number(end)) throw accessDenied('Request has expired')
    if (seconds < Number(start)) {
      throw new Rejection(
        403,
        'RequestTimeTooSkewed',
        'The difference between the request time and the current time is too large.',
      )
    }
  }
}

/** @throws {Rejection} `SignatureDoesNotMatch` with `details`; takes the same time wherever they differ */
export function checkEqual(expected: string, got: string, details: Readonly<Record<string, string>> = {}): void {
  const a = Buffer.from(expected)
  const b = Buffer.from(got)
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw signatureDoesNotMatch(details)
}
