import type { CosError } from '../errors/cos-error'
import { asRecord, asText, type UnknownRecord } from '../platform/as-record'
import { warn } from '../platform/environment'
import { urlEncode } from '../signature/encoding'
import { headersToSend, signedRequest } from '../signature/presigned-url'
import { createSignKey } from '../signature/signing-key'
import type { PresignedRequest } from '../types/signing'
import type { CachedCredentials } from './cache'
import { credentialsFailed, credentialsInvalid, type AnswerDetails } from './credentials-error'
import type { RequestForCredentials } from './credentials-request'
import { actionPattern, normalizePrefix, resourceOf, matchesScope, type Scope } from './scope'
import { MAX_LIFE, type ServerClock } from './server-clock'

/** A finished signature, or a URL with one: its start and its end. Example: `q-sign-time=1700000000;1700000900&…` */
const FINISHED_SIGNATURE = /q-sign-time=(\d+)(?:;|%3B)(\d+).*&q-signature=\w/i

/** Larger numbers are milliseconds: in seconds they lie in the year 5138. */
const MAX_UNIX_SECONDS = 1e11

/** What answers are wrapped in, by names in lower case. */
const ENVELOPES = ['data', 'response', 'result', 'body']
const MAX_ENVELOPES = 4

/** What an answer is for. */
export interface AnswerContext {
  readonly request: RequestForCredentials
  readonly clock: ServerClock
  /** Unscoped credentials have turned out not to be good for the whole bucket. */
  readonly isUnscopedSingle: boolean
}

/** What was asked, for messages: `name/cos:GetObject on 'a.jpg'`. */
export function describeRequest({ credentialsRequest }: RequestForCredentials): string {
  return `${credentialsRequest.Actions.join(', ')} on '${resourceOf(credentialsRequest)}'`
}

/**
 * Reads any of the answers that Tencent's own samples give (see `CredentialsAnswer`), at their known places.
 * @throws CosError `CredentialsFailed` with what the backend said, where there are no credentials in it;
 *   `CredentialsInvalid` where they cannot be any
 */
export function parseCredentials(
  answer: unknown,
  context: AnswerContext,
  details: AnswerDetails = {},
): CachedCredentials | PresignedRequest {
  const container = unwrap(answer)
  const finished = finishedSignature(container)
  if (finished) return parseFinished(finished, context)
  const fields = fieldsOf(container)
  const credentials = fieldsOf(fields.credentials)
  const own = credentials.tmpsecretid ? credentials : fields
  if (!own.tmpsecretid) {
    throw credentialsFailed(answer, describeRequest(context.request), {
      statusCode: Number(fieldsOf(answer).statuscode) || undefined,
      ...details,
    })
  }
  return parseKey(own, fields, context)
}

/** Takes off JSON and envelopes, down to the first that holds credentials or a signature; else all of the answer. */
function unwrap(answer: unknown): unknown {
  const outermost = parseJson(answer)
  let level = [outermost]
  for (let depth = 0; depth < MAX_ENVELOPES && level.length > 0; depth++) {
    const found = level.find(holdsCredentials)
    if (found !== undefined) return found
    level = level.map(contentsOf).reduce((all, some) => all.concat(some), [])
  }
  return outermost
}

function holdsCredentials(value: unknown): boolean {
  const fields = fieldsOf(value)
  return !!fields.tmpsecretid || !!fieldsOf(fields.credentials).tmpsecretid || !!finishedSignature(value)
}

/** What an envelope holds; that of a usual name first. */
function contentsOf(value: unknown): unknown[] {
  const fields = fieldsOf(value)
  const names = Object.keys(fields)
  const usual = names.filter((name) => ENVELOPES.includes(name))
  const others = names.filter((name) => !ENVELOPES.includes(name) && typeof fields[name] === 'object')
  return [...usual, ...others].map((name) => parseJson(fields[name])).filter(isContent)
}

function isContent(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || (typeof value === 'string' && value !== '')
}

/** Text that holds JSON, once or twice encoded, as what it holds; all else as it is. */
function parseJson(value: unknown): unknown {
  let parsed = value
  for (let times = 0; times < 2 && typeof parsed === 'string'; times++) {
    try {
      parsed = JSON.parse(parsed.replace(/^\ufeff/, '')) as unknown
    } catch {
      break
    }
  }
  return parsed
}

/** Fields by their names in lower case, without underscores: backends write them in every way. */
function fieldsOf(value: unknown): UnknownRecord {
  const fields: Record<string, unknown> = {}
  if (typeof value !== 'object') return fields
  for (const [name, field] of Object.entries(asRecord(value))) {
    if (field !== undefined && field !== null) fields[name.replace(/_/g, '').toLowerCase()] = field
  }
  return fields
}

interface Finished {
  signature: string
  url?: string
  fields: UnknownRecord
}

/** A signature that the backend has made: a text, `Authorization`, or the signed `Url`. */
function finishedSignature(container: unknown): Finished | undefined {
  const fields = fieldsOf(container)
  const url = asText(fields.url)
  const signature = typeof container === 'string' ? container : asText(fields.authorization) || url
  if (!FINISHED_SIGNATURE.test(signature)) return undefined
  return fields.authorization || typeof container === 'string' ? { signature, fields } : { signature, url, fields }
}

function parseFinished({ signature, url, fields }: Finished, { request, clock }: AnswerContext): PresignedRequest {
  const [, start, end] = FINISHED_SIGNATURE.exec(signature) || []
  const ExpiredTime = checkLife(Number(start), Number(end), clock)
  const token = tokenOf(fields)
  if (url === undefined) {
    if (signature.includes('://')) {
      throw credentialsInvalid('A finished signature is the text of an Authorization header, not a URL.')
    }
    return signedRequest(request, signature, tokenQuery(token), ExpiredTime)
  }
  const method = (asText(fields.method) || request.Method).toUpperCase()
  if (method !== request.Method) throw credentialsInvalid(`signUrl signed ${method}, not ${request.Method}.`)
  return {
    Url: url,
    Method: request.Method,
    Headers: fields.headers ? textValues(asRecord(fields.headers)) : headersToSend(request),
    ExpiredTime: Math.min(ExpiredTime, Number(fields.expiredtime) || Infinity),
  }
}

function textValues(record: UnknownRecord): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(record)) texts[name] = String(value)
  return texts
}

/** @param own - the fields of the credentials; @param container - those around them */
function parseKey(own: UnknownRecord, container: UnknownRecord, context: AnswerContext): CachedCredentials {
  const { clock } = context
  const token = tokenOf(own, own !== container)
  const missing = [!own.tmpsecretkey && 'TmpSecretKey', !token && 'SecurityToken'].filter(Boolean)
  if (missing.length > 0) throw credentialsInvalid(`The credentials lack ${missing.join(' and ')}.`)
  const StartTime = secondsOf('StartTime', container.starttime ?? own.starttime)
  const givenEnd = secondsOf('ExpiredTime', container.expiredtime ?? own.expiredtime)
  if (givenEnd === undefined) throw credentialsInvalid('The credentials lack ExpiredTime.')
  const signKey = createSignKey(own.tmpsecretid, own.tmpsecretkey)
  const ExpiredTime = checkLife(StartTime, givenEnd, clock)
  const leftAtFirst = ExpiredTime - clock.now()
  return {
    ...scopeOf(container, context),
    SecretId: String(own.tmpsecretid),
    signKey,
    token,
    tokenQuery: tokenQuery(token),
    // The longest that they can have lived: no clock puts it into the future.
    StartTime: StartTime === undefined ? ExpiredTime - MAX_LIFE : StartTime,
    ExpiredTime,
    life: StartTime === undefined ? leftAtFirst : ExpiredTime - StartTime,
    leftAtFirst,
  }
}

function scopeOf(container: UnknownRecord, { request, isUnscopedSingle }: AnswerContext): Scope {
  const { Bucket, Region, Actions } = request.credentialsRequest
  const resource = resourceOf(request.credentialsRequest)
  const single: Scope = { Bucket, Region, prefix: resource, isSingleKey: true, actions: actionPattern(Actions) }
  const { prefix, actions } = saidScope(fieldsOf(container.scope))
  if (container.scopelimit || (!actions && isUnscopedSingle)) return single
  const isSingleKey = !!actions && prefix !== '' && prefix === resource
  const scope: Scope = { Bucket, Region, prefix, isSingleKey, actions: actions && actionPattern(actions) }
  if (matchesScope(scope, request.credentialsRequest)) return scope
  warn(`the Scope of the credentials does not hold what was asked for: ${describeRequest(request)}`)
  return single
}

function saidScope({ prefix, actions }: UnknownRecord): { prefix: string; actions: readonly string[] | undefined } {
  if (actions !== undefined && !Array.isArray(actions)) throw credentialsInvalid('Scope.Actions must be a list.')
  const said = (actions || []).map(String)
  return { prefix: normalizePrefix(prefix), actions: said.length > 0 ? said : undefined }
}

/** In the place and by the name that each known shape has: a login's own token may lie beside the credentials. */
function tokenOf(fields: UnknownRecord, isNested = false): string {
  const { securitytoken, xcossecuritytoken, sessiontoken, token } = fields
  return asText(securitytoken || xcossecuritytoken || sessiontoken || (isNested && token))
}

function tokenQuery(token: string): string {
  return token && `&x-cos-security-token=${urlEncode(token)}`
}

function secondsOf(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined
  const seconds = Math.floor(Number(value))
  if (seconds > 0 && seconds < MAX_UNIX_SECONDS) return seconds
  throw credentialsInvalid(`${name} must be UNIX seconds${seconds > 0 ? ', not milliseconds' : ''}.`)
}

/**
 * Checks when a key, or a signature, starts and ends; only what has passed teaches the clock.
 * @returns its end
 */
function checkLife(StartTime: number | undefined, ExpiredTime: number, clock: ServerClock): number {
  if (StartTime !== undefined) {
    const life = ExpiredTime - StartTime
    if (life <= 0) throw credentialsInvalid('ExpiredTime must lie after StartTime.')
    if (life > MAX_LIFE) throw credentialsInvalid('ExpiredTime must lie within 36 hours after StartTime.')
  }
  clock.observeCredentials(StartTime, ExpiredTime)
  const now = clock.now()
  if (ExpiredTime <= now) throw expired(ExpiredTime)
  if (StartTime !== undefined && StartTime > now + START_TOLERANCE) throw credentialsInvalid('StartTime lies ahead.')
  if (ExpiredTime - now > MAX_LIFE) throw credentialsInvalid('ExpiredTime must lie within 36 hours.')
  return ExpiredTime
}

/** Seconds that the clock of whoever issued a key may be ahead. */
export const START_TOLERANCE = 60

function expired(ExpiredTime: number): CosError {
  return credentialsInvalid(`The credentials ended at ${ExpiredTime}: a backend must not hand out what has ended.`)
}
