/** The longest life of a temporary key, in seconds: 36 h. @see https://cloud.tencent.com/document/product/1312/48195 */
export const MAX_LIFE = 129600

/** Once the clock is known, it moves only when it is off by more: else stable URLs would flip with each answer. */
const TOLERANCE_MS = 2000
/** What took longer may have been delivered late: the app was suspended meanwhile. */
const QUICK_ANSWER_MS = 10_000
/** What a server has said so recently stands, whatever the credentials say. */
const JUST_NOW_MS = 60_000

/** The server's clock, as the phone knows it. */
export class ServerClock {
  /** Milliseconds that the server is ahead of the phone. */
  private offset = 0
  /** When a server told the time last, in milliseconds on the phone's clock. */
  private syncedAt = Infinity

  /** @param phoneNow - milliseconds since the epoch, on the phone */
  constructor(private readonly phoneNow: () => number) {}

  /** UNIX seconds, whole. */
  now(): number {
    return Math.floor((this.phoneNow() + this.offset) / 1000)
  }

  /**
   * Learns the time from an answer's headers, with names in lower case. The server wrote its `Date`, cut to the second,
   * between sending and receiving: that bounds what its clock can show. An answer from a cache says how old it is.
   * @param sentAt - milliseconds on the phone's clock, as `receivedAt`
   */
  observeDate(
    { date = '', age = '0' }: Readonly<Record<string, string>>,
    sentAt: number,
    receivedAt = this.phoneNow(),
  ): void {
    const written = Date.parse(date) + Number(age) * 1000
    // The phone's clock was set back between the two.
    if (isNaN(written) || receivedAt < sentAt) return
    const least = written - receivedAt
    const most = written + 1000 - sentAt
    const tolerance = this.isSynced() ? TOLERANCE_MS : 0
    if (this.offset < least - tolerance || this.offset > most + tolerance) {
      const isQuick = receivedAt - sentAt <= QUICK_ANSWER_MS
      this.offset = isQuick ? (least + most) / 2 : Math.min(Math.max(this.offset, least), most)
    }
    this.syncedAt = receivedAt
  }

  /**
   * Learns from credentials that have passed all other checks, where the clock lies outside of their life: the phone was
   * set right meanwhile, or, as long as no server has told the time, they were just issued.
   */
  observeCredentials(StartTime: number | undefined, ExpiredTime: number): void {
    const start = StartTime === undefined ? ExpiredTime - MAX_LIFE : StartTime
    const isWithin = (seconds: number) => seconds >= start && seconds < ExpiredTime
    if (isWithin(this.now())) return
    const phoneNow = this.phoneNow()
    const isJustSynced = this.isSynced() && phoneNow - this.syncedAt < JUST_NOW_MS
    if (!isJustSynced && isWithin(Math.floor(phoneNow / 1000))) this.offset = 0
    else if (!this.isSynced() && StartTime !== undefined) this.offset = StartTime * 1000 - phoneNow
  }

  /** What was learned before the phone's clock was set back is void. */
  private isSynced(): boolean {
    return this.syncedAt <= this.phoneNow()
  }
}
