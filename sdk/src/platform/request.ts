import { platformFailure } from './failure'
import type { Platform, PlatformRequest, PlatformTask } from './types'

/** What came back, whatever its status: an HTTP status is an answer. */
export interface HttpResponse {
  statusCode: number
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: string | ArrayBuffer
}

export type HttpRequest = Omit<PlatformRequest, 'success' | 'fail' | 'dataType'> & {
  /** Receives the function that gives up; it makes the promise reject with `Aborted`. */
  onStart?: (task: PlatformTask) => void
}

/** `wx.request` as a promise: rejects with a `CosError` where there was no answer at all. */
export function request(platform: Platform, { onStart, ...options }: HttpRequest): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    const fail = (failure: unknown) => reject(platformFailure(failure, hostOf(options.url)))
    try {
      const task = platform.request({
        ...options,
        // Any other word than json keeps the platform from parsing the body.
        dataType: 'text',
        success: (result) => {
          const response = readResponse(result)
          if (response) resolve(response)
          else fail({ errMsg: 'request:fail the platform gave no status' })
        },
        fail,
      })
      onStart?.(task)
    } catch (thrown) {
      fail(thrown)
    }
  })
}

function readResponse(result: unknown): HttpResponse | undefined {
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) return undefined
  const statusCode = Number(result.statusCode)
  if (!(statusCode > 0)) return undefined
  const data = 'data' in result ? result.data : ''
  const body = typeof data === 'string' || data instanceof ArrayBuffer ? data : JSON.stringify(data ?? '')
  return { statusCode, headers: lowerCaseHeaders('header' in result ? result.header : undefined), body }
}

/** Platforms give header names in whatever case. */
export function lowerCaseHeaders(header: unknown): Record<string, string> {
  const headers: Record<string, string> = {}
  if (typeof header === 'object' && header !== null) {
    for (const [name, value] of Object.entries(header)) headers[name.toLowerCase()] = String(value)
  }
  return headers
}

/** Host and port of a URL, for messages: never its query. */
export function hostOf(url: string): string {
  return /^\w+:\/\/([^/?#]*)/.exec(url)?.[1] ?? ''
}
