import { conditions } from './conditions'

/** Bytes a second of the slow line, in each direction, for all transfers together: a weak mobile network. */
export const SLOW_BYTES_PER_SECOND = 100 * 1024
/** Until the first byte. */
const SLOW_LATENCY_MS = 300
/** Transfers at the same time share the line in turns of so many bytes. */
const TURN = 16 * 1024

/** One direction of the line. While the network is slow its bytes take their time; else they take none. */
class Line {
  private freeAt = 0

  /** Resolves when so many bytes have passed. Rejects with the signal's reason. @param onPassed - bytes so far */
  async pass(bytes: number, signal: AbortSignal, onPassed: (bytes: number) => void = () => {}): Promise<void> {
    for (let passed = 0; passed < bytes && conditions.values.network === 'slow'; ) {
      const turn = Math.min(TURN, bytes - passed)
      this.freeAt = Math.max(this.freeAt, performance.now()) + (turn / SLOW_BYTES_PER_SECOND) * 1000
      await whileSlow(this.freeAt - performance.now(), signal)
      passed += turn
      onPassed(passed)
    }
    if (conditions.values.network !== 'slow') this.freeAt = 0
  }
}

export const uplink = new Line()
export const downlink = new Line()

/** The time until the first byte. */
export async function latency(signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (conditions.values.network === 'slow') await whileSlow(SLOW_LATENCY_MS, signal)
}

/** Ends earlier where the network becomes another. */
function whileSlow(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void) => () => {
      clearTimeout(timer)
      conditions.changes.off(changed)
      signal.removeEventListener('abort', aborted)
      end()
    }
    const finish = settle(resolve)
    const aborted = settle(() => reject(signal.reason))
    const changed = () => {
      if (conditions.values.network !== 'slow') finish()
    }
    const timer = setTimeout(finish, milliseconds)
    conditions.changes.on(changed)
    signal.addEventListener('abort', aborted)
    if (signal.aborted) aborted()
  })
}
