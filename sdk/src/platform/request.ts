import { fieldsOf } from '../fields'
import { promiseOf, type FailureRule } from './failure'
import type { PlatformRequest } from './types'

/** What came back, whatever its status: an HTTP status is an answer. */
export interface HttpResponse {
  statusCode: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  /** Where `dataType` does not keep the platform from it, JSON has been read. */
  data: string
}

export type HttpRequest = Omit<PlatformRequest, 'success' | 'fail'>

/** `wx.request` as a promise: rejects with a `CosError`, as `rules` have it, where there was no answer at all. */
export async function request(
  platform: { request(options: PlatformRequest): void },
  question: HttpRequest,
  rules?: readonly FailureRule[],
): Promise<HttpResponse> {
  const result = await promiseOf(
    (success, fail) => platform.request(Object.assign({}, question, { success, fail })),
    'request ' + hostOf(question.url),
    rules,
  )
  return Object.assign(result as { statusCode: number; data: string }, { headers: lowerCaseHeaders(result.header) })
}

/** Platforms give header names in whatever case. */
export function lowerCaseHeaders(header: unknown): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(fieldsOf(header))) headers[name.toLowerCase()] = String(value)
  return headers
}

/** Host and port of a URL, for messages: never its query. */
export function hostOf(url: string): string {
  return url.split(/[/?#]/)[2] as string
}
