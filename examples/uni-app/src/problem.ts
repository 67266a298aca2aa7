import { isCosError } from 'cos-miniprogram'

/** What to tell the user of a failure: nothing, where they have changed their mind. */
export function describe(error: unknown): string {
  if (isCosError(error)) return `${error.message} ${error.hint}`
  const { errMsg, message } = error as { errMsg?: string; message?: string }
  const text = errMsg ?? message ?? String(error)
  return text.includes('cancel') ? '' : text
}
