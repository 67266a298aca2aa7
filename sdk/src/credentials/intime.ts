import type { Timers } from '../platform/globals'
import { sourceFailure, timedOut } from './failure'

/** Asks a source and settles with it, or when the time (milliseconds) is up. Fails with a `CosError`, whatever it throws. */
export function askInTime<Answer>(ask: () => Promise<Answer>, timers: Timers, timeout: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = timers.setTimeout(() => reject(timedOut()), timeout)
    const asked = async () => ask()
    void asked()
      .then(resolve, (thrown: unknown) => reject(sourceFailure(thrown)))
      .then(() => timers.clearTimeout(timer))
  })
}
