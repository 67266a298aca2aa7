import { type Clock, realClock } from '../../test/wx/clock'
import { virtualClock } from '../../test/wx/virtual-clock'
import type { TestClock } from '../src/types/testing/test-wx'

/** The time of the stand-ins, and the same in the hands of a test. */
export interface Time {
  clock: Clock
  control: TestClock
  isVirtual: boolean
}

/** @param start - milliseconds since the epoch, where time is virtual */
export function timeOf(kind: 'real' | 'virtual', start?: number): Time {
  if (kind === 'virtual') {
    const clock = virtualClock({ start })
    return { clock, control: clock, isVirtual: true }
  }
  const clock = realClock()
  const control: TestClock = {
    now: clock.now,
    run: async (promise) => promise,
    advance: (milliseconds) => new Promise((done) => void clock.setTimeout(done, milliseconds)),
  }
  return { clock, control, isVirtual: false }
}
