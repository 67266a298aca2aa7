import { drawSchedule, type Ending, partSize, play } from './schedule'

const schedules = 2000
/** So that a failure is heard of before all have been played. */
const shares = 8

function expectWhole(bytes: Buffer | undefined, { file }: Ending): void {
  // Compared first: printing megabytes that differ helps nobody.
  expect(bytes?.equals(file.bytes(0, file.size))).toBe(true)
}

describe.each(Array.from({ length: shares }, (_, share) => share))('random schedules of faults, share %i', (share) => {
  const seeds = Array.from({ length: schedules / shares }, (_, index) => index * shares + share)

  it('end in the file, byte for byte, or in a CosError; nothing hangs, nothing is left behind', async () => {
    for (const seed of seeds) {
      const schedule = drawSchedule(seed)
      try {
        expectGoodEnding(await play(schedule), schedule.direction)
      } catch (error) {
        throw new Error(`in the schedule ${JSON.stringify(schedule)}`, { cause: error })
      }
    }
  }, 120_000)
})

function expectGoodEnding(ending: Ending, direction: 'up' | 'down'): void {
  const { failure, stored, received, left, world } = ending
  const { phone } = world.wx
  if (!failure) expectWhole(direction === 'up' ? stored : received, ending)
  // What failed is kept on COS, for whoever goes on with it.
  expect(left).toEqual(failure && failure.code !== 'Aborted' ? left : [])
  expect(phone.openDescriptors()).toEqual([])
  expect(JSON.stringify([failure, failure?.stack])).not.toMatch(/q-signature|security-token|q-ak/)
  expect(world.clock.pendingTimers()).toBe(0)
  expect(phone.memory.peak).toBeLessThanOrEqual(3 * partSize)
  if (direction === 'down') expectOnlyResult(ending)
}

/** Of a download nothing stays on the phone but the file that was handed out. */
function expectOnlyResult({ failure, world }: Ending): void {
  const made = world.wx.phone.files.list()
  expect(made).toHaveLength(failure ? 0 : 1)
}
