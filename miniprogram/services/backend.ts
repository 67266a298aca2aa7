import { backendAddress } from '../config'

/** Why the backend gave no answer that can be used. */
export type BackendProblem =
  | 'unreachable'
  | 'refused'
  | 'denied'
  | 'missing'
  | 'unsupported'
  | 'exists'
  | 'busy'
  | 'broken'

/** A failed call to the backend. Says which route, never what was sent. */
export class BackendError extends Error {
  override readonly name = 'BackendError'

  constructor(
    readonly problem: BackendProblem,
    route: string,
  ) {
    super(`The backend is ${problem} at ${route}`)
  }
}

/** Whether something caught is a `BackendError`. By name: compiled classes do not always keep `instanceof`. */
export function isBackendError(value: unknown): value is BackendError {
  return value instanceof Error && value.name === 'BackendError'
}

/** The full address of a route, such as `/login`. */
export function backendUrl(route: string): string {
  return backendAddress() + route
}

/** Asks the backend; resolves to the fields of its JSON answer, or rejects with a `BackendError`. */
export function requestBackend(
  method: 'GET' | 'POST' | 'DELETE',
  route: string,
  data?: object,
  header?: Record<string, string>,
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    wx.request({
      url: backendUrl(route),
      method,
      data,
      header,
      timeout: 15000,
      success({ statusCode, data: answer }) {
        if (statusCode === 200 && isRecord(answer)) resolve(answer)
        else reject(new BackendError(problemOf(statusCode, answer), route))
      },
      fail: () => reject(new BackendError('unreachable', route)),
    })
  })
}

/** What an HTTP status of the backend, and its answer, mean to a person. */
export function problemOf(statusCode: number, answer?: unknown): BackendProblem {
  if (statusCode === 401) return 'refused'
  if (statusCode === 403) return 'denied'
  if (statusCode === 404) return codeOf(answer) === 'NoSuchObject' ? 'missing' : 'unsupported'
  if (statusCode === 409) return 'exists'
  if (statusCode === 429 || statusCode === 503) return 'busy'
  return statusCode === 502 || statusCode === 504 ? 'unreachable' : 'broken'
}

/** One field of an answer, which has to be text. */
export function textField(answer: Record<string, unknown>, field: string, route: string): string {
  const value = answer[field]
  if (typeof value !== 'string' || value === '') throw new BackendError('broken', route)
  return value
}

/** `{ error: { code } }`. */
function codeOf(answer: unknown): unknown {
  const error = isRecord(answer) ? answer.error : undefined
  return isRecord(error) ? error.code : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
