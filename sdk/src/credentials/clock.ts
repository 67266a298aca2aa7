import type { Core } from '../core'

/** The longest life of a temporary key, in seconds: 36 h. @see https://cloud.tencent.com/document/product/1312/48195 */
export const MAX_LIFE = 129600
/** STS's default life, in seconds: what a key without `StartTime` most likely had. */
const USUAL_LIFE = 1800

/** UNIX seconds on the server's clock, whole. */
export function serverTime(core: Core): number {
  return Math.floor((core.now() + core.ahead) / 1000)
}

/** Learns the time from an answer's headers (names in lower case); one aged by a cache says by how much. */
export function observe(core: Core, { date = '', age = '0' }: Readonly<Record<string, string>>): void {
  const ahead = Date.parse(date) + Number(age) * 1000 - core.now()
  if (isNaN(ahead)) return
  core.isTimeKnown = true
  core.ahead = ahead
}

/** Without any `Date` yet: the time is right if it lies within the credentials' life, else they are just issued. */
export function fitTime(core: Core, StartTime: number, ExpiredTime: number): void {
  const now = serverTime(core)
  if (!core.isTimeKnown && (now < (StartTime || ExpiredTime - MAX_LIFE) || now >= ExpiredTime)) {
    core.ahead = (StartTime || ExpiredTime - USUAL_LIFE) * 1000 - core.now()
  }
}
