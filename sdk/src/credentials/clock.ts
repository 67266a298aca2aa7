/** Differences below this are latency and the whole seconds of `Date`. */
const NOISE = 2000
/** STS's default life, in seconds: what a key without `StartTime` most likely had. */
const USUAL_LIFE = 1800

/**
 * What time it is on the server, in milliseconds. Learned from the `Date` of answers; until one was seen the phone is
 * believed as long as it fits the credentials.
 */
export class ServerClock {
  private offset: number | undefined
  private guess = 0

  constructor(private readonly phone: () => number) {}

  /** UNIX seconds, whole. */
  now(): number {
    return Math.floor((this.phone() + (this.offset ?? this.guess)) / 1000)
  }

  /** Whether a server has told the time. */
  get known(): boolean {
    return this.offset !== undefined
  }

  /** Learns from an answer's headers (names in lower case); an answer aged by a cache says by how much. */
  observe(headers: Readonly<Record<string, string>>): void {
    const date = Date.parse(headers.date ?? '')
    const age = Number(headers.age ?? 0)
    if (!(date > 0) || !(age >= 0)) return
    const offset = date + age * 1000 - this.phone()
    this.offset = Math.abs(offset) < NOISE ? 0 : offset
  }

  /** Without any `Date` yet: the phone is right if it lies within the credentials' life, else they are just issued. */
  fit(StartTime: number | undefined, ExpiredTime: number): void {
    const phone = this.phone() / 1000
    const earliest = StartTime ?? ExpiredTime - MAX_LIFE
    const fits = earliest <= phone && phone < ExpiredTime
    this.guess = fits ? 0 : ((StartTime ?? ExpiredTime - USUAL_LIFE) - phone) * 1000
  }
}

/** The longest life of a temporary key, in seconds: 36 h. @see https://cloud.tencent.com/document/product/1312/48195 */
export const MAX_LIFE = 129600
