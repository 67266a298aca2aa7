import { CosError } from '../errors'
import type { Watcher } from './fetch'
import { LONGEST_REQUEST } from './job'

/** What the platform downloads at most. */
const LARGEST = 200 * 1024 * 1024
/** Milliseconds after which a download's own speed tells how long it will take. */
const TELLING = 15_000
/** Milliseconds without a byte, after which a download has stopped rather than is slow. */
const STALLED = 10_000

/** Watches whether one request can bring all of an object, so that a hopeless one does not cost a minute. */
export class Feasibility implements Watcher {
  private readonly since: number
  private last: number
  written = 0

  constructor(
    private readonly now: () => number,
    private readonly pace: number | undefined,
    private readonly onProgress: (written: number, expected: number) => void,
  ) {
    this.since = this.last = now()
  }

  headers(headers: Readonly<Record<string, string>>): CosError | undefined {
    const length = Number(headers['content-length'] ?? 0)
    if (length > LARGEST) return tooLargeFor(length)
    // What was slow before may be faster now: only what is far too slow is refused on that account.
    const tooSlow = this.pace !== undefined && (length / this.pace) * 1000 > 2 * LONGEST_REQUEST
    return tooSlow ? tooSlowFor(length) : undefined
  }

  progress(written: number, expected: number): CosError | undefined {
    this.written = written
    this.last = this.now()
    this.onProgress(written, expected)
    if (expected > LARGEST) return tooLargeFor(expected)
    const passed = this.last - this.since
    const projected = (passed / written) * expected
    return passed >= TELLING && projected > 1.5 * LONGEST_REQUEST ? tooSlowFor(expected) : undefined
  }

  /** What a failure is, seen with what had come until then. */
  explain(error: CosError): CosError {
    if (/exceed max file size/i.test(error.message)) return tooLarge('The platform refuses files of that size')
    const flowing = this.written > 0 && this.now() - this.last < STALLED
    return error.code === 'Timeout' && flowing ? tooSlowFor(this.written) : error
  }

  /** Milliseconds since it began. */
  get passed(): number {
    return this.now() - this.since
  }
}

function tooLarge(message: string): CosError {
  return new CosError('TooLarge', message, {
    hint: 'Offer a smaller version (image processing), or several objects: a signed URL cannot be resumed.',
  })
}

function tooLargeFor(bytes: number): CosError {
  return tooLarge(`${bytes} bytes are more than the platform downloads in one request`)
}

function tooSlowFor(bytes: number): CosError {
  return tooLarge(`At this speed one request does not bring ${bytes} bytes before the platform ends it`)
}
