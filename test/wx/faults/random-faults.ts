import { seededRandom } from '../random'
import { expiredToken, internalError, requestExpired, serviceUnavailable, slowDown } from './cos-errors'
import type { Fault, Faults, OutgoingRequest } from './fault'

/** How bad a random schedule is. */
export interface RandomFaultOptions {
  /** Share of the requests that something befalls, 0 to 1. @default drawn from the seed: 0.05 to 0.5 */
  rate?: number
  /** Faults in all; after that everything goes well. @default drawn from the seed: 1 to 20 */
  count?: number
  /** A file that may vanish. @default none does */
  losableFile?: string
  /** Whether the platform may forget to call back: for who can live with that. @default false */
  forgetful?: boolean
}

/** A random schedule, and the clock that goes with it. */
export interface RandomFaults extends Faults {
  /** Milliseconds by which the phone's clock is off: in some schedules up to a day, in most not at all. */
  readonly clockSkew: number
  /** What has gone wrong so far, for the message of a failing test. */
  readonly history: readonly string[]
}

type Draw = (random: () => number, request: OutgoingRequest) => Fault

const pick = <Value>(random: () => number, values: readonly [Value, ...Value[]]) =>
  values[Math.floor(random() * values.length)] ?? values[0]
const upTo = (random: () => number, limit: number) => Math.floor(random() * (limit + 1))
// Answers are short, mostly: all lengths up to a few kilobytes, each magnitude as likely as the other.
const early = (random: () => number) => Math.floor(4096 ** random()) - 1
const seconds = (random: () => number, limit: number) => upTo(random, limit * 1000)

interface Words {
  reason: string
  errno?: number
}

/** What phones and wrappers were seen to say of a connection that is lost, or takes too long. */
const failures: readonly [Words, ...Words[]] = [
  { reason: 'abort statusCode:-1 Connection reset' },
  { reason: '网络连接已中断。' },
  { reason: '请求超时。' },
  { reason: 'Timer Expired' },
  { reason: 'errcode:-7 cronet_error_code:-7 error_msg:net::ERR_TIMED_OUT', errno: 600001 },
  { reason: 'Unable to resolve host "timeout.example.com": No address associated with hostname', errno: 600001 },
  { reason: 'file data is empty' },
]

const draws: readonly Draw[] = [
  () => ({ kind: 'unreachable' }),
  (random, { bytes }) => ({ kind: 'cutRequest', bytes: upTo(random, bytes) }),
  () => ({ kind: 'loseAnswer' }),
  (random) => ({ kind: 'cutAnswer', bytes: early(random) }),
  () => ({ kind: 'silence' }),
  (random) => ({ kind: 'fail', milliseconds: seconds(random, 60), ...pick(random, failures) }),
  (random) => ({ kind: 'latency', milliseconds: seconds(random, 70) }),
  (random) => ({ kind: 'bandwidth', bytesPerSecond: 10_000 + upTo(random, 2_000_000) }),
  (random, { bytes }) => ({ kind: 'corruptRequest', byte: upTo(random, bytes) }),
  (random) => ({ kind: 'corruptAnswer', byte: early(random) }),
  (random) => ({ kind: 'truncateAnswer', bytes: early(random) }),
  () => ({ kind: 'duplicate' }),
  () => requestExpired,
  () => expiredToken,
  () => slowDown,
  () => internalError,
  () => serviceUnavailable,
  (random) => ({ kind: 'hide', milliseconds: seconds(random, 60) }),
  (random) => ({ kind: 'offline', milliseconds: seconds(random, 60) }),
  (random) => ({ kind: 'storageFull', milliseconds: seconds(random, 20) }),
]

/** Faults drawn by chance: the same for the same seed and the same requests. */
export function randomFaults(seed: number, options: RandomFaultOptions = {}): RandomFaults {
  const random = seededRandom(seed)
  const rate = options.rate ?? 0.05 + random() * 0.45
  const count = options.count ?? 1 + upTo(random, 19)
  const history: string[] = []
  return {
    clockSkew: drawSkew(random),
    history,
    next(request) {
      if (history.length >= count || random() >= rate) return []
      const fault = drawFault(random, request, options)
      history.push(`${request.index} ${request.method}: ${JSON.stringify(fault)}`)
      return [fault]
    },
  }
}

function drawFault(
  random: () => number,
  request: OutgoingRequest,
  { losableFile, forgetful }: RandomFaultOptions,
): Fault {
  if (losableFile !== undefined && random() < 0.03) return { kind: 'fileGone', path: losableFile }
  if (forgetful && random() < 0.05) return { kind: 'noCallback' }
  const draw = draws[Math.floor(random() * draws.length)]
  return draw ? draw(random, request) : { kind: 'unreachable' }
}

function drawSkew(random: () => number): number {
  const day = 24 * 3600 * 1000
  return random() < 0.7 ? 0 : Math.round((random() * 2 - 1) * day)
}
