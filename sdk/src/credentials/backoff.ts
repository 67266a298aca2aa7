import { isCosError } from '../errors'

/** Milliseconds. */
const FIRST = 1000
const LONGEST = 30_000
/** Stands for every request. */
const ALL = ''

interface Failure {
  error: unknown
  since: number
  until: number
  /** What the next wait is measured by. */
  pause: number
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
    const time = now()
    for (const failure of [failures.get(ALL), failures.get(id)]) {
      // A clock that was set back must not lock anybody out.
      if (failure && time >= failure.since && time < failure.until) throw failure.error
    }
    try {
      const result = await action()
      failures.clear()
      return result
    } catch (error) {
      const key = isAboutOneRequest(error) ? id : ALL
      const last = failures.get(key)
      const pause = last ? Math.min(last.pause * 2, LONGEST) : FIRST
      const since = now()
      const until = since + pause * (0.5 + random() / 2)
      // Hiding the app says nothing about the source.
      if (!isCosError(error) || error.code !== 'Interrupted') failures.set(key, { error, since, until, pause })
      throw error
    }
  }
}

/** A refusal of one request: others may still be granted. */
export function isAboutOneRequest(error: unknown): boolean {
  return isCosError(error) && /^4(?!01|29)/.test(String(error.statusCode))
}
