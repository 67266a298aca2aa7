/** The longest life of a temporary key, in seconds: 36 h. @see https://cloud.tencent.com/document/product/1312/48195 */
export const MAX_LIFE = 129600
/** STS's default life, in seconds: what a key without `StartTime` most likely had. */
const USUAL_LIFE = 1800

/** What time it is on the server. */
export interface ServerClock {
  /** UNIX seconds, whole. */
  now(): number
  /** Whether a server has told the time. */
  isKnown(): boolean
  /** Learns from an answer's headers (names in lower case); an answer aged by a cache says by how much. */
  observe(headers: Readonly<Record<string, string>>): void
  /** Without any `Date` yet: the phone is right if it lies within the credentials' life, else they are just issued. */
  fit(StartTime: number | undefined, ExpiredTime: number): void
}

/** A clock that goes by the phone's (milliseconds since the epoch) and by the `Date` of answers. */
export function serverClock(phone: () => number): ServerClock {
  /** Milliseconds that the server is ahead. */
  let offset = 0
  let known = false
  return {
    now: () => Math.floor((phone() + offset) / 1000),
    isKnown: () => known,
    observe({ date = '', age = '0' }) {
      const ahead = Date.parse(date) + Number(age) * 1000 - phone()
      if (isNaN(ahead)) return
      known = true
      // Less than that is latency, and the whole seconds of Date.
      offset = Math.abs(ahead) < 2000 ? 0 : ahead
    },
    fit(StartTime, ExpiredTime) {
      if (known) return
      const now = phone() / 1000
      const fits = now >= (StartTime || ExpiredTime - MAX_LIFE) && now < ExpiredTime
      offset = fits ? 0 : ((StartTime || ExpiredTime - USUAL_LIFE) - now) * 1000
    },
  }
}
