import type { PlatformRequest, PlatformTask } from '../types/platform'
import { asRecord } from './as-record'
import type { Environment } from './environment'
import { promiseOf, type FailureRule } from './platform-error'

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

export type HttpRequest = Omit<PlatformRequest, 'success' | 'fail'>

/**
 * `wx.request` as a promise: rejects with a `CosError`, as `rules` have it, where there was no answer at all.
 * @param onStart - gets the platform's task, which can be aborted
 */
export async function sendRequest(
  environment: Environment,
  request: HttpRequest,
  rules?: readonly FailureRule[],
  onStart: (task: PlatformTask) => void = () => {},
): Promise<HttpResponse> {
  const platform = environment.platform()
  const sentAt = environment.now()
  const result = await promiseOf(
    (success, fail) => onStart(platform.request(Object.assign({}, request, { success, fail }))),
    'request ' + hostOf(request.url),
    rules,
  )
  return {
    statusCode: Number(result.statusCode),
    headers: lowerCaseHeaders(result.header),
    data: result.data as string,
    sentAt,
    receivedAt: environment.now(),
  }
}

/** Platforms give header names in whatever case. */
export function lowerCaseHeaders(header: unknown): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(asRecord(header))) headers[name.toLowerCase()] = String(value)
  return headers
}

/** Host and port of a URL, for messages: never its query. */
export function hostOf(url: string): string {
  return url.split(/[/?#]/)[2] as string
}

/** Seconds that an answer asks to wait: `Retry-After`, as a number or as a date. */
export function retryAfterOf({ headers }: Pick<HttpResponse, 'headers'>): number | undefined {
  const given = headers['retry-after']
  if (given === undefined) return undefined
  const seconds = Number(given)
  const untilDate = (Date.parse(given) - Date.parse(headers.date || '')) / 1000
  const wait = isNaN(seconds) ? untilDate : seconds
  return wait > 0 && wait < MAX_RETRY_AFTER ? wait : undefined
}

/** Seconds: more than that nobody waits for. */
const MAX_RETRY_AFTER = 3600
