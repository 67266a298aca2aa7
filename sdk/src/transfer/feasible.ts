import type { Core } from '../core'
import { observe } from '../credentials/clock'
import { CosError } from '../errors'
import type { Watcher } from './fetch'
import { LONGEST_REQUEST } from './job'
import type { Pace } from './speed'

/** What the platform downloads at most. */
const LARGEST = 200 * 1024 * 1024
/** Milliseconds after which a download's own speed tells how long it will take. */
const TELLING = 15_000
/** Milliseconds without a byte, after which a download has stopped rather than is slow. */
const STALLED = 10_000

/**
 * Watches whether one request can bring all of an object, so that a hopeless one does not cost a minute.
 * @param pace - that was seen before
 */
export function watchFeasibility(
  core: Core,
  pace: Pace,
  onProgress: (written: number, expected: number) => void,
): Watcher {
  const { now } = core
  let last = now()
  let written = 0
  const watcher: Watcher = {
    since: last,
    headers(headers) {
      watcher.since = now()
      // When all of it has come, its Date is no longer the time.
      observe(core, headers)
      headers.date = ''
      const length = Number(headers['content-length'])
      // What was slow before may be faster now: only what is far too slow is refused on that account, and once.
      const error = judge(length, pace.known ? (length / pace.known) * 1000 : 0, 2 * LONGEST_REQUEST)
      if (error) pace.known = undefined
      return error
    },
    progress(loaded, expected) {
      last = now()
      written = loaded
      onProgress(written, expected)
      const passed = last - watcher.since
      return judge(expected, passed < TELLING ? 0 : (passed / written) * expected, 1.5 * LONGEST_REQUEST)
    },
    explain(error) {
      if (/exceed max file size/i.test(error.message)) return tooLarge('The platform refuses files of that size')
      const isFlowing = written > 0 && now() - last < STALLED
      return error.code === 'Timeout' && isFlowing ? tooSlow(written) : error
    },
  }
  return watcher
}

/** @param needed - milliseconds, as far as that is known */
function judge(bytes: number, needed: number, most: number): CosError | undefined {
  if (bytes > LARGEST) return tooLarge(`${bytes} bytes are more than the platform downloads in one request`)
  return needed > most ? tooSlow(bytes) : undefined
}

function tooSlow(bytes: number): CosError {
  return tooLarge(`At this speed one request does not bring ${bytes} bytes before the platform ends it`)
}

function tooLarge(message: string): CosError {
  return new CosError('TooLarge', message, {
    hint: 'Offer a smaller version (image processing), or several objects: a signed URL cannot be resumed.',
  })
}
