import type { Wx } from '../../test/wx/create-wx'
import type { Platform } from '../src/types/platform'

/** Functions that call back, and return a promise instead to who hands in no callback, as WeChat's do. */
const PROMISING = `
  login getNetworkType getStorage setStorage removeStorage authorize getSetting openSetting chooseMedia chooseImage
  chooseMessageFile saveImageToPhotosAlbum saveVideoToPhotosAlbum showToast hideToast showLoading hideLoading showModal
`
  .trim()
  .split(/\s+/)

type CallingBack = (options: object) => void

/** `wx` as an app sees it: without what is the test's. */
export function appWx(wx: Wx): Platform & Record<string, unknown> {
  const functions: Platform & Record<string, unknown> = { ...wx }
  delete functions.phone
  delete functions.restart
  for (const name of PROMISING) {
    const api = functions[name]
    if (typeof api !== 'function') throw new Error(`wx has no ${name}`)
    // Checked above; all of them call back.
    functions[name] = promising(api as CallingBack)
  }
  return functions
}

function promising(api: CallingBack) {
  return (options: Readonly<Record<string, unknown>> = {}): unknown => {
    if (options.success || options.fail || options.complete) return api(options)
    return new Promise((success, fail) => api({ ...options, success, fail }))
  }
}
