/** The longest life of a temporary key, in seconds: 36 h. @see https://cloud.tencent.com/document/product/1312/48195 */
export const MAX_LIFE = 129600

/** Once the clock is known, it moves only when it is off by more: else stable URLs would flip with each answer. */
const TOLERANCE_MS = 2000
/** What took longer may have been delivered late: the app was suspended meanwhile. */
const QUICK_ANSWER_MS = 10_000
/** What a server has said so recently stands, whatever the credentials say. */
const JUST_NOW_MS = 60_000

/** The server's clock, as the phone knows it. */
export interface ServerClock {
  /** UNIX seconds, whole. */
  now(): number
  /**
   * Learns the time from an answer's headers, with names in lower case. The server wrote its `Date`, cut to the second,
   * between sending and receiving: that bounds what its clock can show. An answer from a cache says how old it is.
   * @param sentAt - milliseconds on the phone's clock, as `receivedAt`
   */
  observeDate(headers: Readonly<Record<string, string>>, sentAt: number, receivedAt?: number): void
  /**
   * Learns from credentials that have passed all other checks, where the clock lies outside of their life: the phone was
   * set right meanwhile; or, as long as no server has told the time, they were just issued.
   */
  observeCredentials(StartTime: number, ExpiredTime: number): void
}

/** @param phoneNow - milliseconds since the epoch, on the phone */
export function createServerClock(phoneNow: () => number): ServerClock {
  /** Milliseconds that the server is ahead of the phone. */
  let offset = 0
  /** When a server told the time last, on the phone's clock; `Infinity`: none has yet. */
  let syncedAt = Infinity
  // What was learned before the phone's clock was set back is void.
  const isSynced = () => syncedAt <= phoneNow()

  const clock: ServerClock = {
    now: () => Math.floor((phoneNow() + offset) / 1000),

    observeDate({ date = '', age = '0' }, sentAt, receivedAt = phoneNow()) {
      const written = Date.parse(date) + Number(age) * 1000
      // The phone's clock was set back between the two.
      if (isNaN(written) || receivedAt < sentAt) return
      const minOffset = written - receivedAt
      const maxOffset = written + 1000 - sentAt
      const tolerance = isSynced() ? TOLERANCE_MS : 0
      if (offset < minOffset - tolerance || offset > maxOffset + tolerance) {
        const isQuick = receivedAt - sentAt <= QUICK_ANSWER_MS
        offset = isQuick ? (minOffset + maxOffset) / 2 : Math.min(Math.max(offset, minOffset), maxOffset)
      }
      syncedAt = receivedAt
    },

    observeCredentials(StartTime, ExpiredTime) {
      const start = StartTime || ExpiredTime - MAX_LIFE
      const isWithin = (seconds: number) => seconds >= start && seconds < ExpiredTime
      const phoneTime = phoneNow()
      if (isWithin(clock.now())) return
      const wasSyncedJustNow = isSynced() && phoneTime - syncedAt < JUST_NOW_MS
      const isPhoneRight = isWithin(phoneTime / 1000)
      if (isPhoneRight && !wasSyncedJustNow) offset = 0
      else if (StartTime && !isSynced()) offset = StartTime * 1000 - phoneTime
    },
  }
  return clock
}
