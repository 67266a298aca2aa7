import { createHmac, timingSafeEqual } from 'node:crypto'
import { tc3Authorization } from '../../server/src/issuer/tc3'
import { StsError } from '../cos'

/** A POST to `/`, as it came. */
export interface SignedCall {
  host: string
  contentType: string
  authorization: string | undefined
  timestamp: string | undefined
  body: string
}

/** The permanent key that may ask for temporary ones. */
export interface Key {
  SecretId: string
  SecretKey: string
}

/** Seconds that a call may be old, or ahead. */
const MAX_AGE = 300

/** Example: `TC3-HMAC-SHA256 Credential=AKIDlocal/2026-01-01/sts/tc3_request, …`. */
const CREDENTIAL = /^TC3-HMAC-SHA256 Credential=([^/]+)\//

/**
 * Checks a call that is signed in its headers (version 3).
 * @see https://cloud.tencent.com/document/api/1312/48171
 * @throws {StsError} `AuthFailure.*`
 */
export function checkTc3Signature(call: SignedCall, key: Key, seconds: number): void {
  const { host, contentType, authorization = '', body } = call
  const timestamp = Number(call.timestamp)
  checkCaller(CREDENTIAL.exec(authorization)?.[1], timestamp, key, seconds)
  const { SecretId: secretId, SecretKey: secretKey } = key
  const sent = { host, service: 'sts', contentType, body, timestamp }
  checkSignature(tc3Authorization(sent, { secretId, secretKey }), authorization)
}

/**
 * Checks a call that is signed in its form (version 1), as `qcloud-cos-sts` does.
 * @see https://cloud.tencent.com/document/api/1312/48170
 * @throws {StsError} `AuthFailure.*`
 */
export function checkFormSignature(host: string, form: URLSearchParams, key: Key, seconds: number): void {
  checkCaller(form.get('SecretId') ?? undefined, Number(form.get('Timestamp')), key, seconds)
  const names = [...form.keys()].filter((name) => name !== 'Signature').toSorted()
  const parameters = names.map((name) => `${name}=${form.get(name)}`).join('&')
  const expected = createHmac('sha1', key.SecretKey).update(`POST${host}/?${parameters}`).digest('base64')
  checkSignature(expected, form.get('Signature') ?? '')
}

function checkCaller(secretId: string | undefined, timestamp: number, key: Key, seconds: number): void {
  if (secretId !== key.SecretId) throw new StsError('AuthFailure.SecretIdNotFound', 'The SecretId is not found.')
  if (Math.abs(seconds - timestamp) <= MAX_AGE) return
  throw new StsError('AuthFailure.SignatureExpire', `Timestamp must be within ${MAX_AGE} seconds of now.`)
}

function checkSignature(expected: string, got: string): void {
  const [a, b] = [Buffer.from(expected), Buffer.from(got)]
  if (a.length === b.length && timingSafeEqual(a, b)) return
  throw new StsError('AuthFailure.SignatureFailure', 'The provided credentials could not be validated.')
}
