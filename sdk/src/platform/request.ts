import type { CosError } from '../errors'
import { fieldsOf } from '../fields'
import { platformFailure } from './failure'
import type { Platform, PlatformRequest, PlatformTask } from './types'

/** What came back, whatever its status: an HTTP status is an answer. */
export interface HttpResponse {
  statusCode: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: string
}

export type HttpRequest = Omit<PlatformRequest, 'success' | 'fail' | 'dataType'> & {
  /** Receives the function that gives up; it makes the promise reject with `Aborted`. */
  onStart?: (task: PlatformTask) => void
}

/** `wx.request` as a promise: rejects with a `CosError`, which `failureOf` makes, where there was no answer at all. */
export function request(
  platform: Platform,
  question: HttpRequest,
  failureOf: (failure: unknown, host: string) => CosError = platformFailure,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const fail = (failure: unknown) => reject(failureOf(failure, hostOf(question.url)))
    const success = (result: unknown) => {
      const { statusCode, header, data = '' } = fieldsOf(result)
      const body = typeof data === 'string' ? data : JSON.stringify(data)
      resolve({ statusCode: Number(statusCode), headers: lowerCaseHeaders(header), body })
    }
    try {
      // Any other word than json keeps the platform from parsing the body.
      const task = platform.request(Object.assign({}, question, { dataType: 'text', success, fail }))
      if (question.onStart) question.onStart(task)
    } catch (thrown) {
      fail(thrown)
    }
  })
}

/** Platforms give header names in whatever case. */
export function lowerCaseHeaders(header: unknown): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(fieldsOf(header))) headers[name.toLowerCase()] = String(value)
  return headers
}

/** Host and port of a URL, for messages: never its query. */
export function hostOf(url: string): string {
  return url.replace(/^\w+:\/\/|[/?#][^]*/g, '')
}
