import { expectToEndWell } from './good-ending'
import { drawSchedule } from './schedule'

const schedules = 2000
/** So that a failure is heard of before all have been played. */
const shares = 40

describe('random schedules of faults for uploads, and some downloads,', () => {
  it.each(Array.from({ length: shares }, (_, share) => share))(
    'end in the file, byte for byte, or in a CosError; nothing hangs, nothing is left behind: share %i',
    async (share) => {
      for (let seed = share; seed < schedules; seed += shares) await expectToEndWell(drawSchedule(seed))
    },
    120_000,
  )
})
