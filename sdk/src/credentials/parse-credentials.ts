import type { CosError, CosErrorDetails } from '../errors/cos-error'
import { asRecord, asText, type UnknownRecord } from '../platform/as-record'
import { warn } from '../platform/environment'
import { headersToSend, signedRequest } from '../signature/presigned-url'
import { createSignKey, tokenQueryOf } from '../signature/signing-key'
import type { PresignedRequest } from '../types/signing'
import type { CachedCredentials } from './cache'
import { credentialsFailed, credentialsInvalid } from './credentials-error'
import type { RequestForCredentials } from './credentials-request'
import { actionPattern, bucketKey, matchesScope, normalizePrefix, resourceOf, type Scope } from './scope'
import { MAX_LIFE, type ServerClock } from './server-clock'

/** A finished signature, or a URL with one: its start and its end. Example: `q-sign-time=1700000000;1700000900&…` */
const FINISHED_SIGNATURE = /q-sign-time=(\d+)(?:;|%3B)(\d+).*&q-signature=\w/i

/** Characters that a URL with a token may have; longer texts take too long to search. */
const MAX_SIGNATURE_LENGTH = 10_000

/** Larger numbers are milliseconds: in seconds they lie in the year 5138. */
const MAX_UNIX_SECONDS = 1e11
/** Seconds that the clock of whoever issued a key may be ahead. */
export const START_TOLERANCE = 60
/** How deep answers are wrapped in envelopes and in JSON as text. */
const MAX_DEPTH = 6

const NO_TOKENS = { securitytoken: '', xcossecuritytoken: '', sessiontoken: '', token: '' }

/** What an answer is for. */
export interface AnswerContext {
  readonly request: RequestForCredentials
  readonly clock: ServerClock
  /** Unscoped credentials have turned out not to be good for the whole bucket. */
  readonly isUnscopedSingle: boolean
}

/** What was asked for, for messages. */
export function describeRequest({ credentialsRequest }: RequestForCredentials): string {
  return `${credentialsRequest.Actions.join()} on '${resourceOf(credentialsRequest)}'`
}

/**
 * Reads any of the answers that Tencent's own samples give (see `CredentialsAnswer`).
 * @param details - what is known of the answer besides
 * @throws CosError `CredentialsFailed` with what the backend said, where there are no credentials in it;
 *   `CredentialsInvalid` where they cannot be any
 */
export function parseCredentials(
  answer: unknown,
  context: AnswerContext,
  details: CosErrorDetails,
): CachedCredentials | PresignedRequest {
  const { request, clock } = context
  const fields = findCredentials(answer, 0)
  if (!fields) throw noCredentials(answer, describeRequest(request), details)
  const { authorization, url, tmpsecretkey } = fields
  const finished = finishedSignature(authorization || url)
  const times = finished ? finished.slice(1) : [fields.starttime, fields.expiredtime]
  const [StartTime, ExpiredTime] = lifeOf(times, clock, !!finished)
  const token = asText(fields.securitytoken || fields.xcossecuritytoken || fields.sessiontoken || fields.token)
  const tokenQuery = tokenQueryOf(token)
  if (finished) {
    return authorization
      ? signedRequest(request, asText(authorization), tokenQuery, ExpiredTime)
      : signedUrl(request, fields, ExpiredTime)
  }
  if (!token || !tmpsecretkey)
    throw credentialsInvalid(`The credentials lack ${token ? 'TmpSecretKey' : 'SecurityToken'}.`)
  const leftAtFirst = ExpiredTime - clock.now()
  return Object.assign(scopeOf(fields, context), {
    SecretId: asText(fields.tmpsecretid),
    signKey: createSignKey(fields.tmpsecretid, tmpsecretkey),
    token,
    tokenQuery,
    // The longest that they can have lived: no clock puts it into the future.
    StartTime: StartTime || ExpiredTime - MAX_LIFE,
    ExpiredTime,
    life: StartTime ? ExpiredTime - StartTime : leftAtFirst,
    leftAtFirst,
  })
}

function noCredentials(answer: unknown, asked: string, details: CosErrorDetails): CosError {
  return fieldsOf(answer).url && !details.statusCode
    ? credentialsInvalid(`The Url that was answered for ${asked} carries no signature, or none with an end.`, details)
    : credentialsFailed(answer, asked, details)
}

/**
 * The first credentials, or finished signature, in an answer, whatever it is wrapped in: all from one place, since a
 * login's own token may lie beside them.
 */
function findCredentials(value: unknown, depth: number): UnknownRecord | undefined {
  if (typeof value === 'string') return findInText(value, depth)
  if (typeof value !== 'object' || depth > MAX_DEPTH) return undefined
  const fields = fieldsOf(value)
  // A token of that name alone is known only inside of `credentials`.
  if (fields.tmpsecretid) return Object.assign(fields, { token: '' })
  if (finishedSignature(fields.authorization || fields.url)) return fields
  const { credentials } = fields
  // Java's JSONObject, written by a library that takes it for a bean, wraps each object so.
  const inner = fieldsOf(asRecord(credentials).map || credentials)
  if (inner.tmpsecretid) return Object.assign(fields, NO_TOKENS, inner)
  return Object.keys(fields).reduce<UnknownRecord | undefined>(
    (found, name) => found || findCredentials(fields[name], depth + 1),
    undefined,
  )
}

function finishedSignature(value: unknown): RegExpExecArray | null {
  const text = asText(value)
  return text.length > MAX_SIGNATURE_LENGTH ? null : FINISHED_SIGNATURE.exec(text)
}

function findInText(text: string, depth: number): UnknownRecord | undefined {
  if (finishedSignature(text)) return text.includes('://') ? { url: text } : { authorization: text }
  try {
    return findCredentials(JSON.parse(text.replace(/^\ufeff/, '')), depth + 1)
  } catch {
    return undefined
  }
}

/** Fields by their names in lower case, without underscores: backends write them in every way. */
function fieldsOf(value: unknown): Record<string, unknown> {
  const fields: Record<string, unknown> = {}
  const record = asRecord(value)
  Object.keys(record).forEach((name) => {
    if (record[name] !== null) fields[name.replace(/_/g, '').toLowerCase()] = record[name]
  })
  return fields
}

/**
 * Start and end in whole UNIX seconds; 0 where there is no start. Only what has passed teaches the clock.
 * @param isSignature - one of a permanent key begins long before it is made
 */
function lifeOf(times: unknown[], clock: ServerClock, isSignature: boolean): readonly [start: number, end: number] {
  const [start = 0, end = 0] = times.map((time) => (time === undefined ? time : Math.floor(Number(time))))
  const life = start ? end - start : 1
  const isPlausible = start >= 0 && life > 0 && end < MAX_UNIX_SECONDS
  if (isPlausible && life <= MAX_LIFE) clock.observeCredentials(start, end)
  const now = clock.now()
  const longest = Math.max(end - now, isSignature ? 0 : life)
  if (isPlausible && now < end && longest <= MAX_LIFE && start <= now + START_TOLERANCE) return [start, end]
  throw credentialsInvalid(
    `StartTime and ExpiredTime must be UNIX seconds with now between them: they are ${start} and ${end}, and it is ${now}.`,
  )
}

/** What `signUrl` answers. */
function signedUrl(request: RequestForCredentials, fields: UnknownRecord, ExpiredTime: number): PresignedRequest {
  const { Method } = request
  const signedMethod = fields.method || Method
  if (signedMethod !== Method) throw credentialsInvalid(`signUrl signed ${asText(signedMethod)}, not ${Method}.`)
  return {
    Url: asText(fields.url),
    Method,
    Headers: Object.assign({}, fields.headers || headersToSend(request)),
    ExpiredTime: Math.min(ExpiredTime, Number(fields.expiredtime) || Infinity),
  }
}

function scopeOf(fields: UnknownRecord, { request, isUnscopedSingle }: AnswerContext): Scope {
  const { credentialsRequest } = request
  const bucket = bucketKey(credentialsRequest)
  const resource = resourceOf(credentialsRequest)
  const single: Scope = {
    bucket,
    prefix: resource,
    isSingleKey: true,
    actions: actionPattern(credentialsRequest.Actions),
  }
  const said = fieldsOf(fields.scope)
  const actions = said.actions || []
  if (!Array.isArray(actions)) throw credentialsInvalid('Scope.Actions must be a list.')
  const isScoped = actions.length > 0
  if (fields.scopelimit || (!isScoped && isUnscopedSingle)) return single
  const prefix = normalizePrefix(said.prefix)
  const isSingleKey = isScoped && prefix === resource && prefix !== ''
  const scope: Scope = { bucket, prefix, isSingleKey, actions: isScoped ? actionPattern(actions) : undefined }
  if (matchesScope(scope, credentialsRequest)) return scope
  warn(`the Scope of the credentials does not hold ${describeRequest(request)}`)
  return single
}
