import type { Core } from '../core'
import { isCosError } from '../errors'
import { exchange, type SendParams } from '../exchange'
import { request, type HttpResponse } from '../platform/request'
import type { ObjectParams } from '../types'
import { checksum, verify } from './checksum'
import type { Crc64 } from './crc64'
import type { Content } from './file'
import { isAnswerLost, type Retries } from './retry'
import type { Signal } from './signal'
import type { Traffic } from './traffic'

/** The platform's own limit, in milliseconds. */
export const LONGEST_REQUEST = 60_000

/** One upload, as its steps see it. */
export interface UploadJob {
  readonly core: Core
  readonly traffic: Traffic
  readonly retries: Retries
  readonly content: Content
  /** Where the object goes. */
  readonly place: Pick<ObjectParams, 'Bucket' | 'Region' | 'Key' | 'Domain' | 'Protocol'>
  readonly Query: ObjectParams['Query']
  /** What the object is stored with: type, metadata, and the caller's. */
  readonly Headers: Readonly<Record<string, string>>
  readonly forbidOverwrite: boolean
  /** COS may have stored the object already, though the answer never came. */
  maybeStored: boolean
}

/** The body of an answer that is text. */
export function textOf({ body }: HttpResponse): string {
  return typeof body === 'string' ? body : ''
}

/** What went over the wire, and what came back. */
export interface Sent {
  response: HttpResponse
  crc: Crc64
}

/** Sends bytes and compares what COS says of them with what they are. @throws CosError, Stopped */
export async function sendChecked(
  job: UploadJob,
  signal: Signal,
  params: SendParams,
  bytes: ArrayBuffer,
): Promise<Sent> {
  // While the platform sends. The bytes are not let go before both are done, so that no others are read meanwhile.
  const hashed = checksum(job.core, signal, bytes)
  const done = () => hashed.catch(() => undefined)
  const response = await sendBytes(job, signal, params, bytes).finally(done)
  const crc = await hashed
  verify(response, crc, `'${job.place.Key}'`)
  return { response, crc }
}

/** By `wx.request`; a stop ends it. */
function sendBytes(
  { core, traffic }: UploadJob,
  signal: Signal,
  params: SendParams,
  data: ArrayBuffer,
): Promise<HttpResponse> {
  const sent = exchange(core, params, async ({ Url, Method, Headers }) => {
    signal.throwIfStopped()
    const since = core.now()
    let forget: () => void = () => undefined
    const response = await request(traffic.platform, {
      url: Url,
      method: Method,
      header: Headers,
      data,
      timeout: LONGEST_REQUEST,
      redirect: 'manual',
      onStart: (task) => (forget = signal.onStop(() => task.abort())),
    }).finally(() => forget())
    traffic.uploadPace.observe(data.byteLength, core.now() - since)
    return response
  })
  return signal.guard(sent)
}

/** Remembers that COS may have stored what nobody has heard of. */
export async function noteLostAnswer<Result>(job: UploadJob, sent: Promise<Result>): Promise<Result> {
  try {
    return await sent
  } catch (thrown) {
    if (!isCosError(thrown) || isAnswerLost(thrown)) job.maybeStored = true
    throw thrown
  }
}
