import type { RawRequest, RawResponse } from './handler'
import { Rejection } from './message/rejection'

/** What goes wrong with one exchange. Only the process that starts a local COS can ask for it. */
export interface Fault {
  /** Milliseconds before anything is done. */
  latency?: number
  /** Answered in the place of doing anything, such as 503. */
  status?: number
  /** The connection breaks after so many bytes of a body. With 0 bytes of the answer, all of the answer is lost. */
  cut?: { of: 'request' | 'answer'; after: number }
  /** One bit of the first byte of a body turns over on its way. */
  corrupt?: 'request' | 'answer'
}

/** Asked about every exchange before it begins. */
export type Faults = (request: RawRequest) => Fault | undefined

/** How time passes: given by tests, so that no real time does. */
export type Sleep = (milliseconds: number) => Promise<void>

/** The connection has broken: there is no answer, or no more of it. */
export class ConnectionCut extends Error {
  constructor() {
    super('The connection was cut.')
    this.name = 'ConnectionCut'
  }
}

const CODES: ReadonlyMap<number, string> = new Map([
  [403, 'AccessDenied'],
  [404, 'NoSuchKey'],
  [409, 'PathConflict'],
  [500, 'InternalError'],
  [503, 'SlowDown'],
])

/** Performs a request with a fault on its way. @throws {ConnectionCut} @throws {Rejection} */
export async function applyFault(
  fault: Fault,
  request: RawRequest,
  { perform, sleep }: { perform: (request: RawRequest) => Promise<RawResponse>; sleep: Sleep },
): Promise<RawResponse> {
  if (fault.latency !== undefined) await sleep(fault.latency)
  if (fault.status !== undefined) {
    throw new Rejection(fault.status, CODES.get(fault.status) ?? 'InternalError', 'A fault that was asked for.')
  }
  const answer = await perform({ ...request, body: damaged(request.body, fault, 'request') })
  if (fault.cut?.of === 'answer' && fault.cut.after === 0) throw new ConnectionCut()
  return { ...answer, body: damaged(answer.body, fault, 'answer') }
}

function damaged(body: AsyncIterable<Uint8Array>, fault: Fault, side: 'request' | 'answer'): AsyncIterable<Uint8Array> {
  const whole = fault.corrupt === side ? corrupted(body) : body
  return fault.cut?.of === side ? cut(whole, fault.cut.after) : whole
}

async function* cut(body: AsyncIterable<Uint8Array>, after: number): AsyncGenerator<Uint8Array> {
  let left = after
  for await (const chunk of body) {
    if (chunk.length > left) {
      if (left > 0) yield chunk.subarray(0, left)
      break
    }
    left -= chunk.length
    yield chunk
  }
  throw new ConnectionCut()
}

async function* corrupted(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true
  for await (const chunk of body) {
    const copy = Uint8Array.from(chunk)
    if (isFirst && copy[0] !== undefined) {
      copy[0] ^= 1
      isFirst = false
    }
    yield copy
  }
}
