import type { Call } from '../call'
import type { Digests } from '../catalog/digest'
import { ConnectionCut } from '../faults'
import type { Service } from '../service'
import { readTrafficLimit, throttle } from './traffic-limit'
import { entityTooLarge, incompleteBody, invalidArgument, Rejection } from './rejection'

/** The declared length of a body; `undefined` where it comes in chunks. @throws {Rejection} `MissingContentLength` … */
function bodyLength({ headers }: Pick<Call, 'headers'>, max: number): number | undefined {
  if (headers.get('transfer-encoding')?.toLowerCase() === 'chunked') return undefined
  const text = headers.get('content-length')
  if (text === undefined) {
    throw new Rejection(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.')
  }
  if (!/^\d{1,15}$/.test(text)) throw invalidArgument('Content-Length must be a number.')
  const length = Number(text)
  if (length > max) throw entityTooLarge()
  return length
}

/** The content of an object or a part, no faster than the client wants it. */
export function contentBody(call: Call, service: Pick<Service, 'maxObjectSize' | 'sleep'>): AsyncIterable<Uint8Array> {
  return throttle(wholeBody(call, service.maxObjectSize), readTrafficLimit(call), service.sleep)
}

/** The body, which must be as long as was declared, if it was. @throws {Rejection} `IncompleteBody`, `EntityTooLarge` … */
async function* wholeBody(call: Pick<Call, 'headers' | 'body'>, max: number): AsyncGenerator<Uint8Array> {
  const length = bodyLength(call, max)
  let size = 0
  for await (const chunk of untilBroken(call.body)) {
    size += chunk.length
    if (size > max) throw entityTooLarge()
    if (length !== undefined && size > length) throw entitySizeNotMatch()
    yield chunk
  }
  if (length !== undefined && size < length) throw incompleteBody()
}

function entitySizeNotMatch(): Rejection {
  return new Rejection(400, 'EntitySizeNotMatch', 'The body is longer than its Content-Length.')
}

/** Where the connection breaks, the client has not sent what it said: that is no fault of this program. */
async function* untilBroken(body: Call['body']): AsyncGenerator<Uint8Array> {
  try {
    yield* body
  } catch (error) {
    throw error instanceof ConnectionCut ? error : incompleteBody()
  }
}

const LONGEST_DOCUMENT = 2 * 1024 * 1024

/** All of a small body. @throws {Rejection} beyond 2 MiB, or where it ends early */
export async function readDocument(call: Call): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of wholeBody(call, LONGEST_DOCUMENT)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** @throws {Rejection} `InvalidDigest`, `BadDigest` where `Content-MD5` says something else */
export function checkMd5({ headers }: Pick<Call, 'headers'>, { md5 }: Pick<Digests, 'md5'>): void {
  const expected = headers.get('content-md5')
  if (!expected) return
  if (!/^[A-Za-z0-9+/]{22}==$/.test(expected)) {
    throw new Rejection(400, 'InvalidDigest', 'The Content-MD5 you specified is not valid.')
  }
  if (Buffer.from(expected, 'base64').toString('hex') !== md5) {
    throw new Rejection(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.')
  }
}
