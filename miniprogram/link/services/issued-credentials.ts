import type { CredentialsRequest } from 'cos-miniprogram'
import { fetchCredentials } from '../../services/client'

/** The temporary key behind a link, in the words of the backend's answer. */
export interface IssuedCredentials {
  SecretId: string
  SecretKey: string
  SecurityToken: string
  /** Seconds since the epoch. */
  StartTime: number
  ExpiredTime: number
}

let last: IssuedCredentials | undefined

/** Hands the backend's answer to the SDK, and remembers it for the other signer. */
export async function fetchAndRemember(request: CredentialsRequest): Promise<Record<string, unknown>> {
  const answer = await fetchCredentials(request)
  last = parseIssued(answer)
  return answer
}

/** The key that signed last; `undefined` before the first link. */
export function lastIssued(): IssuedCredentials | undefined {
  return last
}

/** Reads the answer of `server/`; `undefined` for one of another shape. */
export function parseIssued({
  credentials,
  startTime,
  expiredTime,
}: Record<string, unknown>): IssuedCredentials | undefined {
  if (typeof credentials !== 'object' || credentials === null) return undefined
  const { tmpSecretId, tmpSecretKey, sessionToken } = credentials as Record<string, unknown>
  const texts = [tmpSecretId, tmpSecretKey, sessionToken].map((value) => (typeof value === 'string' ? value : ''))
  const [SecretId = '', SecretKey = '', SecurityToken = ''] = texts
  if (!SecretId || !SecretKey || typeof startTime !== 'number' || typeof expiredTime !== 'number') return undefined
  return { SecretId, SecretKey, SecurityToken, StartTime: startTime, ExpiredTime: expiredTime }
}
