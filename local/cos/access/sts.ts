import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { checkPolicy, type Policy, type WarnOfDeviation } from './policy'
import { hasFields } from '../storage/shape'

/** What STS answers to `GetFederationToken`, as `qcloud-cos-sts` hands it on. */
export interface StsAnswer {
  credentials: { tmpSecretId: string; tmpSecretKey: string; sessionToken: string }
  /** UNIX seconds. */
  startTime: number
  expiredTime: number
  /** `expiredTime` as text. */
  expiration: string
  requestId: string
}

/** What a token says to COS. */
export interface Grant {
  secretId: string
  secretKey: string
  policy: Policy
  /** UNIX seconds. */
  expiredTime: number
}

/** Issues temporary credentials, and opens the tokens that it has issued. */
export interface Sts {
  /** @throws {StsError} */
  issue(request: { policy: unknown; durationSeconds?: number }): Promise<StsAnswer>
  /** `undefined` where the token was not issued under this master key. Says nothing about its time. */
  open(sessionToken: string): Grant | undefined
}

/** A refusal, with STS's own code, such as `InvalidParameter.PolicyError`. */
export class StsError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
    this.name = 'StsError'
  }
}

const LONGEST = 129_600

/** How an STS is set up. */
export interface StsOptions {
  master: string | Uint8Array
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
  /** Told once of each thing that a policy has and the reference of STS does not. */
  warn?: WarnOfDeviation
}

/**
 * An STS that keeps nothing: the token is the policy, sealed under the master key, and so outlives a restart.
 */
export function createSts({ master, now = Date.now, warn }: StsOptions): Sts {
  const warnOnce = once(warn)
  const tokenKey = createHmac('sha256', master).update('token').digest()
  const secretKey = (token: string) => createHmac('sha256', master).update(`key ${token}`).digest('base64url')

  return {
    issue: async ({ policy, durationSeconds = 1800 }) => {
      if (!(Number.isInteger(durationSeconds) && durationSeconds > 0 && durationSeconds <= LONGEST)) {
        throw new StsError('InvalidParameter.OverTimeError', `DurationSeconds must lie between 1 and ${LONGEST}.`)
      }
      const startTime = Math.floor(now() / 1000)
      const expiredTime = startTime + durationSeconds
      const tmpSecretId = `AKIDlocal${randomBytes(18).toString('base64url')}`
      const claims = { secretId: tmpSecretId, expiredTime, policy: acceptPolicy(policy, warnOnce) }
      const sessionToken = seal(tokenKey, JSON.stringify(claims))
      return {
        credentials: { tmpSecretId, tmpSecretKey: secretKey(sessionToken), sessionToken },
        startTime,
        expiredTime,
        expiration: new Date(expiredTime * 1000).toISOString().replace('.000', ''),
        requestId: randomUUID(),
      }
    },
    open: (sessionToken) => {
      const claims = unseal(tokenKey, sessionToken)
      return claims && { ...claims, secretKey: secretKey(sessionToken) }
    },
  }
}

function once(warn: WarnOfDeviation = () => undefined): WarnOfDeviation {
  const told = new Set<string>()
  return (deviation) => {
    if (!told.has(deviation)) warn(deviation)
    told.add(deviation)
  }
}

function acceptPolicy(policy: unknown, warn: WarnOfDeviation): Policy {
  try {
    return checkPolicy(policy, warn)
  } catch (error) {
    throw new StsError('InvalidParameter.PolicyError', error instanceof Error ? error.message : String(error))
  }
}

const NONCE = 12
const TAG = 16

/** In characters that need no encoding in a URL: the official SDK appends the token as it is. */
function seal(key: Uint8Array, text: string): string {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

function unseal(key: Uint8Array, token: string): Omit<Grant, 'secretKey'> | undefined {
  const bytes = Buffer.from(token, 'base64url')
  // Only the one spelling that was issued: Buffer forgives stray characters and spare bits.
  if (bytes.length <= NONCE + TAG || bytes.toString('base64url') !== token) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG))
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8')
    const claims: unknown = JSON.parse(text)
    return isClaims(claims) ? claims : undefined
  } catch {
    return undefined
  }
}

function isClaims(value: unknown): value is Omit<Grant, 'secretKey'> {
  return hasFields(value, { secretId: 'string', expiredTime: 'number', policy: 'object' })
}
