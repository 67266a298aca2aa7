import { isCosError } from '../../errors/cos-error'
import type { DownloadRecord } from '../partial-files'
import { codeOf } from '../retry'
import type { TransferRuntime } from '../shared-runtime'
import { type DownloadPace, UNTIL_HOPELESS, UNTIL_RANGES } from './download-pace'
import { checkSize, tooSlow } from './too-large'

/** Of a smaller file so little is lost with a request that breaks that it is simply asked for again. */
const MIN_BYTES_WORTH_RANGES = 1024 * 1024
/** So often a request may break of which nobody knows how much it brings. */
const MAX_BROKEN = 2
/** What breaks a request under way. A stop does, too: what it has brought is lost. */
const BREAKS: readonly string[] = ['Network', 'Timeout', 'Interrupted', 'Aborted']

/** What ranges lack, and one request may not. */
const LACKS: readonly string[] = ['Unsupported', 'StorageFull', 'File']

/** What is known of one download, whichever run works on it: its state changes here only. */
export class DownloadSession {
  private held: DownloadRecord | undefined
  private total = 0
  private broken = 0
  private isTooSlow = false
  private wantsRanges = false

  /**
   * @param fingerprint - tells the object and what is asked of it
   * @param mayUseRanges - whether the platform and the object have them
   */
  constructor(
    private readonly runtime: TransferRuntime,
    private readonly fingerprint: string,
    private mayUseRanges: boolean,
  ) {}

  /** The download in ranges that is the session's: its own, or one that was begun and left. */
  resume(): DownloadRecord | undefined {
    if (!this.held) this.held = this.runtime.partialFiles.claim(this.fingerprint)
    return this.held
  }

  /** Whether it goes on in ranges: what has come of it is there, or one request does not bring it. */
  get usesRanges(): boolean {
    return this.mayUseRanges && (this.resume() !== undefined || this.wantsRanges)
  }

  /** One request has brought so much. @throws CosError `TooLarge` where it will not bring all */
  observe(pace: DownloadPace, loaded: number, total: number): void {
    this.total = total
    checkSize(total)
    pace.advance(loaded)
    if (!pace.isTooSlow(total, this.mayUseRanges ? UNTIL_RANGES : UNTIL_HOPELESS)) return
    this.isTooSlow = this.wantsRanges = this.mayUseRanges
    this.runtime.downloadThroughput.record(...pace.sample)
    throw tooSlow(total)
  }

  /** One request has failed. */
  noteFailure(thrown: unknown): void {
    if (!BREAKS.includes(codeOf(thrown))) return
    this.broken++
    const isUnknown = this.total === 0 && this.broken >= MAX_BROKEN
    if (isUnknown || this.total >= MIN_BYTES_WORTH_RANGES) this.wantsRanges = true
  }

  /** A download in ranges begins. */
  begin(start: Omit<DownloadRecord, 'fingerprint' | 'arrived' | 'lastUsed' | 'inUse'>): DownloadRecord {
    this.held = Object.assign({}, start, { fingerprint: this.fingerprint, arrived: [], lastUsed: 0, inUse: true })
    return this.held
  }

  /** Ranges have failed for good. @returns whether one request may bring it all the same */
  leaveRanges(thrown: unknown): boolean {
    const isTheirFault = LACKS.includes(codeOf(thrown)) || isUnsatisfiable(thrown)
    if (!isTheirFault || this.isTooSlow) return false
    this.discard()
    this.mayUseRanges = false
    return true
  }

  /** The file is complete. */
  complete(): void {
    if (this.held) this.runtime.partialFiles.remove(this.held)
    this.held = undefined
  }

  /** Whoever downloads the same may go on. */
  release(): void {
    if (this.held) this.runtime.partialFiles.release(this.held)
    this.held = undefined
  }

  /** Leaves nothing on the phone. */
  discard(): void {
    const record = this.resume()
    this.held = undefined
    if (record) void this.runtime.partialFiles.delete(record)
  }
}

/** There is no range of nothing. */
function isUnsatisfiable(thrown: unknown): boolean {
  return isCosError(thrown) && thrown.statusCode === 416
}
