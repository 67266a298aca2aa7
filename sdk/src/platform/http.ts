import type { PlatformRequest } from '../types/platform'
import { asRecord, type UnknownRecord } from './as-record'
import { callPlatform, type PlatformCall, type RunningCall } from './call-platform'
import type { Environment } from './environment'
import { PLATFORM_TIMEOUT_MS, toPlatformError, type PlatformErrorRules } from './platform-error'

/** What came back, whatever its status: an HTTP status is an answer. */
export interface HttpResponse {
  statusCode: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** Where `dataType` does not keep the platform from it, JSON has been read. */
  data: string
  /** When the request went out and the answer came, in milliseconds on the phone's clock. */
  sentAt: number
  receivedAt: number
}

export interface HttpRequest extends Omit<PlatformRequest, 'success' | 'fail'> {
  /** Leaves the body as it came: else the platform reads what looks like JSON. */
  dataType?: 'text'
}

/** What came back over the network, with all that the platform says of it. */
export type NetworkAnswer = Omit<HttpResponse, 'data'> & UnknownRecord

/**
 * One of the platform's functions for the network as a promise, which settles some seconds after its timeout at the
 * latest.
 * @param options - `timeout` is 60 seconds, unless they say another
 * @throws CosError where there was no answer at all; `Network` also for one without a status
 */
export function callNetwork(
  environment: Environment,
  api: 'request' | 'downloadFile' | 'uploadFile',
  options: { url: string; timeout?: number | undefined },
  more: Partial<PlatformCall>,
): Promise<NetworkAnswer> {
  const { url, timeout = PLATFORM_TIMEOUT_MS } = options
  const sentAt = environment.now()
  const own = { api, host: hostOf(url), timeout, options: Object.assign({}, options, { timeout }) }
  const call: PlatformCall = Object.assign(own, { resultField: 'statusCode' }, more)
  return callPlatform(environment, call).then((result) => {
    // Some platforms give it as text.
    const statusCode = Number(result.statusCode)
    if (statusCode > 0) {
      const headers = lowerCaseHeaders(result.header)
      return Object.assign({}, result, { statusCode, headers, sentAt, receivedAt: environment.now() })
    }
    if (call.onUnusedResult) call.onUnusedResult(result)
    throw toPlatformError(`${api}:fail the platform calls it a success, but gives no HTTP status`, call)
  })
}

/**
 * `wx.request` as a promise.
 * @param rules - what failures are called; those of requests, unless others are given
 * @param onStart - gets the call, which can be aborted
 * @throws CosError where there was no answer at all
 */
export function sendRequest(
  environment: Environment,
  request: HttpRequest,
  rules?: PlatformErrorRules,
  onStart?: (call: RunningCall) => void,
): Promise<HttpResponse> {
  return callNetwork(environment, 'request', request, { rules, onStart }) as Promise<HttpResponse & NetworkAnswer>
}

/** Platforms give header names in whatever case, and some with a space behind them. */
export function lowerCaseHeaders(header: unknown): Record<string, string> {
  const headers: Record<string, string> = {}
  const given = asRecord(header)
  Object.keys(given).forEach((name) => {
    headers[name.trim().toLowerCase()] = String(given[name])
  })
  return headers
}

/** Host and port of a URL, for messages: never its query, nor a user and password before the host. */
export function hostOf(url: string): string {
  const [, , host = ''] = url.split(/[/?#]/)
  return host.slice(host.lastIndexOf('@') + 1)
}

/** Seconds that an answer asks to wait: `Retry-After`, as a number or as a date. */
export function retryAfterOf({
  headers,
  receivedAt,
}: Pick<HttpResponse, 'headers' | 'receivedAt'>): number | undefined {
  const given = headers['retry-after']
  if (given === undefined) return undefined
  const seconds = Number(given)
  const untilDate = (Date.parse(given) - (Date.parse(headers.date || '') || receivedAt)) / 1000
  const wait = isNaN(seconds) ? untilDate : seconds
  return wait > 0 && wait < MAX_RETRY_AFTER ? wait : undefined
}

/** Seconds: more than that nobody waits for. */
const MAX_RETRY_AFTER = 3600
