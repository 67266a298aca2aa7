import type { AppProcess } from '../app-process'
import { type Callbacks, fail, succeed } from '../callbacks'

/** A function of `wx` that calls back; what the operation throws as a `PlatformError` reaches `fail`. */
export function appFunction<Options extends object, Result extends object>(
  process: AppProcess,
  api: string,
  operation: (options: Options & Callbacks<Result>) => Result,
) {
  return (options: Options & Callbacks<Result>): void =>
    process.later(() => {
      let result: Result
      try {
        result = operation(options)
      } catch (error) {
        return fail(options, process.failure(api, error))
      }
      succeed(api, options, result)
    })
}
