import { isCosError } from 'cos-miniprogram'

/** What to tell the user of a failure: nothing, where they have changed their mind. */
export function describe(error) {
  if (isCosError(error)) return `${error.message} ${error.hint}`
  const text = error.errMsg || error.message || String(error)
  return text.includes('cancel') ? '' : text
}
