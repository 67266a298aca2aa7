import type { CosErrorCode } from 'cos-miniprogram'

/** A refusal of `wx` itself, in the words of the SDK's errors; `Aborted` is the person's own choice. */
export type WxFailure = Extract<
  CosErrorCode,
  'Aborted' | 'PermissionDenied' | 'PrivacyNotAuthorized' | 'PrivacyNotDeclared' | 'StorageFull' | 'File'
>

/** Tells why a `wx` function failed; `undefined` for what is not one of the reasons that a person can act on. */
export function wxFailureOf(error: unknown): WxFailure | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const errno = 'errno' in error ? error.errno : undefined
  const errMsg = 'errMsg' in error ? String(error.errMsg) : ''
  if (errno === 104) return 'PrivacyNotAuthorized'
  if (errno === 112) return 'PrivacyNotDeclared'
  if (/cancel/i.test(errMsg)) return 'Aborted'
  if (errno === 1300202 || /storage limit/i.test(errMsg)) return 'StorageFull'
  if (/auth|permission/i.test(errMsg)) return 'PermissionDenied'
  return /invalid file type|no such file/i.test(errMsg) ? 'File' : undefined
}
