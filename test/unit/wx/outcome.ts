import type { Callbacks, WxFailure } from '../../wx'

type ResultOf<Options> = Options extends { success?: (result: infer Result) => void } ? Result : never

/** One call of a function that calls back, as a promise of how it ended. */
export function outcome<Options extends Callbacks<never>>(
  api: (options: Options) => unknown,
  options: NoInfer<Options>,
): Promise<{ success: ResultOf<Options> } | { fail: WxFailure }> {
  return new Promise((resolve) => {
    const success = (result: ResultOf<Options>) => resolve({ success: result })
    const fail = (error: WxFailure) => resolve({ fail: error })
    api(Object.assign({}, options, { success, fail }))
  })
}
