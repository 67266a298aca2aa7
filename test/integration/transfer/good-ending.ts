import type { RequestRecord } from '../../wx'
import { type Ending, ownerOf, partSize, play, type Schedule } from './schedule'

/** Plays a schedule. Throws, with the schedule in its message, where it does not end well. */
export async function expectToEndWell(schedule: Schedule): Promise<void> {
  try {
    expectGoodEnding(await play(schedule), schedule)
  } catch (error) {
    throw new Error(`in the schedule ${JSON.stringify(schedule)}`, { cause: error })
  }
}

function expectWhole(bytes: Buffer | undefined, { versions }: Ending): void {
  // Compared first: printing megabytes that differ helps nobody.
  expect(versions.some((version) => bytes?.equals(version.bytes(0, version.size)))).toBe(true)
}

function expectGoodEnding(ending: Ending, schedule: Schedule): void {
  const { failure, stored, received, world } = ending
  const { direction } = schedule
  const { phone } = world.wx
  if (!failure && canBeVerified(ending, schedule)) expectWhole(direction === 'up' ? stored : received, ending)
  expectNothingLeft(ending, schedule)
  expectSignedByOwners(ending)
  expect(ending.afterAbort.filter(isNoCleanUp)).toEqual([])
  expect(phone.openDescriptors()).toEqual([])
  expect(JSON.stringify([failure, failure?.stack])).not.toMatch(/q-signature|security-token|q-ak/)
  expect(world.clock.pendingTimers()).toBe(0)
  expect(phone.memory.peak).toBeLessThanOrEqual(mostParts(schedule) * partSize)
  expect(world.asked.count).toBeLessThanOrEqual(mostAsked(ending))
  // One key that is refused stops nobody who asks for another.
  expect(failure?.statusCode === 403 && failure.code === 'CredentialsFailed').toBe(false)
  if (direction === 'down') expectOnlyResult(ending)
}

/** Three are on their way at a time. Where none can be aborted, those that were given up are carried to their end, too. */
function mostParts({ returns, tasks }: Schedule): number {
  return returns === 'promise' || tasks === 'none' ? 6 : 3
}

const CHANGED_ANSWER = /corruptAnswer|truncateAnswer/

/** Where the platform shows neither headers nor progress, nobody can tell a download that was changed on its way. */
function canBeVerified({ history }: Ending, { direction, returns, tasks }: Schedule): boolean {
  const isTold = tasks === 'all' && (returns === 'task' || returns === 'taskAndPromise')
  return direction === 'up' || isTold || !history.some((fault) => CHANGED_ANSWER.test(fault))
}

/** What failed is kept on COS, for whoever goes on with it. */
function expectNothingLeft({ failure, left, history }: Ending, { interruption, mayList }: Schedule): void {
  if (failure && failure.code !== 'Aborted') return
  expect(left.heardOf).toEqual([])
  // Where an answer came, and its id was changed or is one of two, or where the app was killed, nobody looks for more.
  const canBeFound =
    interruption !== 'restart' && !history.some((fault) => CHANGED_ANSWER.test(fault) || /duplicate/.test(fault))
  if (mayList && canBeFound) expect(left.unheardOf).toEqual([])
}

/** No request of one person is signed for another. */
function expectSignedByOwners({ world }: Ending): void {
  for (const request of world.wx.phone.requests) expect(ownerOf(request)).toBe(world.signerOf(request))
}

/** Aborting uploads, and looking for those whose ids never came. */
function isNoCleanUp({ method, url }: RequestRecord): boolean {
  return method !== 'DELETE' && !(method === 'GET' && /[?&]uploads=/.test(url))
}

/** What a transfer asks for at most: a scope for each of its operations and people, and as often as COS refuses a key. */
function mostAsked({ history }: Ending): number {
  return 6 + history.filter((fault) => /ExpiredToken/.test(fault)).length
}

/**
 * Of a download nothing stays on the phone but the file that was handed out. What came before it failed is kept, where
 * that may be gone on with, until nobody wants it any more.
 */
function expectOnlyResult({ failure, world, keptFiles, leftFiles }: Ending): void {
  expect(keptFiles.length).toBeLessThanOrEqual(failure && !failure.retryable ? 0 : 1)
  expect(leftFiles).toHaveLength(failure ? 0 : 1)
  expect(world.wx.getStorageSync('cos-miniprogram/downloads') || []).toEqual([])
}
