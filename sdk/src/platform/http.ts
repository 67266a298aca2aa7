import type { PlatformRequest } from '../types/platform'
import { asRecord } from './as-record'
import { callPlatform, type Callbacks, type RunningCall } from './call-platform'
import type { Environment } from './environment'
import { PLATFORM_TIMEOUT_MS, toPlatformError, type FailedCall, type PlatformErrorRules } from './platform-error'

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

/**
 * `wx.request` as a promise, which settles some seconds after its timeout at the latest.
 * @param request - `timeout` is 60 seconds, unless it says another
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
  const sentAt = environment.now()
  const timeout = request.timeout || PLATFORM_TIMEOUT_MS
  const call = { api: 'request', host: hostOf(request.url), timeout }
  const start = (callbacks: Callbacks) =>
    environment.platform().request(Object.assign({}, request, { timeout }, callbacks))
  return callPlatform(environment, Object.assign({ start, resultField: 'statusCode', rules, onStart }, call)).then(
    (result) => ({
      statusCode: statusCodeOf(result.statusCode, call),
      headers: lowerCaseHeaders(result.header),
      data: result.data as string,
      sentAt,
      receivedAt: environment.now(),
    }),
  )
}

/** Some platforms give the status as text. @throws CosError `Network` where there is none, and so no answer */
export function statusCodeOf(given: unknown, call: FailedCall): number {
  const statusCode = Number(given)
  if (statusCode > 0) return statusCode
  throw toPlatformError(`${call.api}:fail the platform calls it a success, but gives no HTTP status`, call)
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
