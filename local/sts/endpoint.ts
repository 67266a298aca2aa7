import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { StsError, type Sts } from '../cos'
import type { Listener } from '../http/listen'
import { checkFormSignature, checkTc3Signature, type Key } from './signature'

/** What an STS over HTTP needs. */
export interface EndpointOptions {
  sts: Sts
  key: Key
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
}

/** What a caller asks for, whichever way it has signed. */
interface StsCall {
  action: string
  policy: string
  durationSeconds: number | undefined
}

/**
 * `GetFederationToken` as Tencent's API serves it, for backends of one's own: an error comes with 200, too.
 * @see https://cloud.tencent.com/document/api/1312/48195
 */
export function createStsEndpoint({ sts, key, now = Date.now }: EndpointOptions): Listener {
  return async (request, response) => {
    const answer = await answerOf(async () => {
      const call = readCall(request, await text(request), key, Math.floor(now() / 1000))
      return issue(sts, call)
    })
    const body = JSON.stringify({ Response: answer })
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    response.end(body)
  }
}

async function answerOf(serve: () => Promise<object>): Promise<object> {
  try {
    return await serve()
  } catch (error) {
    if (!(error instanceof StsError)) throw error
    return { Error: { Code: error.code, Message: error.message }, RequestId: randomUUID() }
  }
}

async function issue(sts: Sts, { action, policy, durationSeconds }: StsCall): Promise<object> {
  if (action !== 'GetFederationToken') {
    throw new StsError('InvalidAction', `Only GetFederationToken is served here, not ${action}.`)
  }
  const issued = await sts.issue({ policy: parsePolicy(policy), ...(durationSeconds && { durationSeconds }) })
  const { credentials, expiredTime, expiration, requestId } = issued
  const { tmpSecretId: TmpSecretId, tmpSecretKey: TmpSecretKey, sessionToken: Token } = credentials
  const Credentials = { TmpSecretId, TmpSecretKey, Token }
  return { Credentials, ExpiredTime: expiredTime, Expiration: expiration, RequestId: requestId }
}

/** @throws {StsError} where the signature is not that of the key */
function readCall({ headers }: IncomingMessage, body: string, key: Key, seconds: number): StsCall {
  const { host = '', authorization, 'content-type': contentType = '' } = headers
  if (authorization === undefined) return readForm(host, new URLSearchParams(body), key, seconds)
  const timestamp = headerOf(headers['x-tc-timestamp'])
  checkTc3Signature({ host, contentType, authorization, timestamp, body }, key, seconds)
  const parameters = parseJson(body)
  return {
    action: headerOf(headers['x-tc-action']) ?? '',
    policy: textOf(parameters.Policy),
    durationSeconds: Number(parameters.DurationSeconds) || undefined,
  }
}

function readForm(host: string, form: URLSearchParams, key: Key, seconds: number): StsCall {
  checkFormSignature(host, form, key, seconds)
  return {
    action: form.get('Action') ?? '',
    policy: form.get('Policy') ?? '',
    durationSeconds: Number(form.get('DurationSeconds')) || undefined,
  }
}

/** A policy comes as JSON that is encoded as in a URL. */
function parsePolicy(policy: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(policy)) as unknown
  } catch {
    throw new StsError('InvalidParameter.PolicyError', 'Policy must be JSON, encoded as in a URL.')
  }
}

function parseJson(body: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(body)) as Record<string, unknown>
  } catch {
    throw new StsError('InvalidParameter', 'The body must be JSON.')
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function headerOf(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
