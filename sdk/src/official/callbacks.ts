import type { OfficialCallback, OfficialError, OfficialMethod } from '../types/official-call'

/** Tells how a call has ended: with an error, or with a result. */
export type Settle<Result> = (error: OfficialError | null, result?: Result) => void

/** Makes a method in the official SDK's way: with a callback it returns nothing, without one a promise. */
export function officialMethod<Params, Result>(
  call: (params: Params, settle: Settle<Result>) => void,
): OfficialMethod<Params, Result> {
  const method = (given: Params | OfficialCallback<Result>, more?: OfficialCallback<Result>) => {
    const [params, callback] = typeof given === 'function' ? [{} as Params, given as typeof more] : [given, more]
    if (callback) return call(params, (error, result) => tell(callback, error, result))
    return new Promise<Result>((resolve, reject) => {
      call(params, (error, result) => (error ? reject(error) : resolve(result as Result)))
    })
  }
  return method as OfficialMethod<Params, Result>
}

function tell<Result>(callback: OfficialCallback<Result>, error: OfficialError | null, result?: Result): void {
  if (error) callback(error, undefined)
  else callback(null, result as Result)
}
