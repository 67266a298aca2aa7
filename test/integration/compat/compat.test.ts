import { CALLS } from './calls'
import { differencesOf } from './compare'
import { DIFFERENCES, type MeantDifference } from './differences'
import { type Ending, endingOf, type Sdk, setUp } from './set-up'

/** All calls, one after the other, on one bucket, in which some uploads in parts are under way. */
async function runAll(sdk: Sdk): Promise<Map<string, Ending>> {
  const scene = setUp(sdk)
  const endings = new Map<string, Ending>()
  for (const key of ['u/照片.mp4', 'u/a.mp4', 'u/b.mp4']) await scene.server.begin(key)
  for (const [name, call] of Object.entries(CALLS)) endings.set(name, await endingOf(call(scene)))
  return endings
}

function isMeant(call: string, difference: ReturnType<typeof differencesOf>[number]) {
  return ({ calls, fields, only }: MeantDifference): boolean =>
    (!calls || calls.test(call)) && fields.test(difference.path) && (!only || difference.only === only)
}

describe('what the official documents describe ends on compat as it does on cos-wx-sdk-v5', () => {
  let official: Map<string, Ending>
  let compat: Map<string, Ending>
  beforeAll(async () => {
    official = await runAll('cos-wx-sdk-v5')
    compat = await runAll('compat')
  })

  const differences = (call: string) => {
    const [one, other] = [official.get(call), compat.get(call)]
    if (!one || !other) throw new Error(`${call} has not been run`)
    return differencesOf(one, other)
  }

  it.each(Object.keys(CALLS))('%s', (call) => {
    const unmeant = differences(call).filter((difference) => !DIFFERENCES.some(isMeant(call, difference)))
    expect(unmeant).toEqual([])
  })

  it.each(DIFFERENCES.map((meant) => [meant.reason, meant] as const))('but meant: %s', (_, meant) => {
    const found = Object.keys(CALLS).flatMap((call) =>
      differences(call).filter((difference) => isMeant(call, difference)(meant)),
    )
    expect(found).not.toEqual([])
  })
})
