import type { AnswerFault } from './fault'

const refusal = (status: number, code: string, message: string): AnswerFault => ({
  kind: 'refuse',
  status,
  code,
  message,
})

/** The signature's time is over. */
export const requestExpired = refusal(403, 'AccessDenied', 'Request has expired')
/** The temporary key's time is over. */
export const expiredToken = refusal(400, 'ExpiredToken', 'Security token has expired')
/** Too many requests. */
export const slowDown = refusal(503, 'SlowDown', 'Please reduce your request rate.')
/** COS itself has failed. */
export const internalError = refusal(500, 'InternalError', 'We encountered an internal error. Please try again.')
/** COS is away. */
export const serviceUnavailable = refusal(503, 'ServiceUnavailable', 'Please try again later.')
