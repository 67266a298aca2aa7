import { isCosError } from 'cos-miniprogram'

/** What to tell the user of a failure: nothing, where they have changed their mind. */
export function describe(error: unknown): string {
  if (isCosError(error)) return `${error.message} ${error.hint}`
  const text = error instanceof Error ? error.message : (error as { errMsg?: string }).errMsg
  return text?.includes('cancel') ? '' : (text ?? String(error))
}
