import { isCosError } from '../errors'

/** Milliseconds. */
const FIRST = 1000
const LONGEST = 30_000
/** Stands for every request. */
const ALL = ''

interface Failure {
  error: unknown
  /** In a row. */
  count: number
  since: number
  wait: number
}

/** Runs an action unless it, or every action, has failed a moment ago: then that failure is the answer. */
export type BackOff = <Result>(id: string, action: () => Promise<Result>) => Promise<Result>

/**
 * Keeps a failing source from being hammered: until its time is up, everybody gets the last failure at once. A refusal
 * of one request (a 403, say) holds up that request alone, any other failure all of them.
 */
export function backOff(now: () => number, random: () => number): BackOff {
  const failures = new Map<string, Failure>()
  return async (id, action) => {
    for (const key of [ALL, id]) {
      const failure = failures.get(key)
      // A clock that was set back must not lock anybody out.
      const passed = failure ? now() - failure.since : 0
      if (failure && passed >= 0 && passed < failure.wait) throw failure.error
    }
    try {
      const result = await action()
      failures.clear()
      return result
    } catch (error) {
      const key = isAboutOneRequest(error) ? id : ALL
      const count = (failures.get(key)?.count ?? 0) + 1
      const wait = Math.min(FIRST * 2 ** (count - 1), LONGEST) * (0.5 + random() / 2)
      // Hiding the app says nothing about the source.
      if (!isCosError(error) || error.code !== 'Interrupted') failures.set(key, { error, count, since: now(), wait })
      throw error
    }
  }
}

/** A refusal of one request: others may still be granted. */
export function isAboutOneRequest(error: unknown): boolean {
  return isCosError(error) && /^4(?!01|29)/.test(String(error.statusCode))
}
