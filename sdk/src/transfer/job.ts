import type { Core } from '../core'
import { exchange, send, type SendParams } from '../exchange'
import { request, type HttpResponse } from '../platform/request'
import type { ObjectParams } from '../types'
import { checksum, verify } from './checksum'
import type { Crc64 } from './crc64'
import type { Content } from './file'
import { codeOf, sleep, type Retries } from './retry'
import type { Signal } from './signal'
import { observePace } from './speed'
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

/** All that an upload in parts may need: asked for at each request, so that one grant serves all of them. */
const PARTS_ACTIONS: readonly string[] = [
  'InitiateMultipartUpload',
  'UploadPart',
  'ListParts',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'HeadObject',
].map((action) => `name/cos:${action}`)

/** A request for the object of the job; unless it says otherwise, one of an upload in parts. */
export function paramsFor({ place }: UploadJob, params: Partial<SendParams>): SendParams {
  return Object.assign({ Actions: PARTS_ACTIONS }, place, params)
}

/** Sends a small request of the job, again where that may help; a stop ends the waiting for it. @throws CosError */
export function ask(job: UploadJob, signal: Signal, params: Partial<SendParams>): Promise<HttpResponse> {
  return job.retries.run(signal, () => signal.guard(send(job.core, paramsFor(job, params))))
}

/** These headers, and the one that keeps what lies at the key from being replaced. */
export function forbidding({ forbidOverwrite }: UploadJob, headers: UploadJob['Headers']): Record<string, string> {
  return Object.assign({}, headers, forbidOverwrite && { 'x-cos-forbid-overwrite': 'true' })
}

/** What went over the wire, and what came back. */
export interface Sent {
  response: HttpResponse
  crc: Crc64
}

/** Sends bytes and compares what COS says of them with what they are. @throws CosError */
export async function sendChecked(
  job: UploadJob,
  signal: Signal,
  params: SendParams,
  bytes: ArrayBuffer,
): Promise<Sent> {
  // The request goes out first, and the platform sends while this computes. The bytes are not let go before both are
  // done, so that no others are read meanwhile.
  const { core } = job
  const hashed = sleep(core.timers, signal, 0).then(() => checksum(core, signal, bytes))
  const sent = sendBytes(job, signal, params, bytes).finally(() => hashed.catch(() => {}))
  const [response, crc] = await Promise.all([sent, hashed])
  verify(response, crc, `'${job.place.Key}'`)
  return { response, crc }
}

/** By `wx.request`; a stop ends it. */
function sendBytes(job: UploadJob, signal: Signal, params: SendParams, data: ArrayBuffer): Promise<HttpResponse> {
  const { core, traffic } = job
  const sent = exchange(core, params, async ({ Url, Method, Headers }) => {
    signal.throwIfStopped()
    const since = core.now()
    let forget = () => {}
    const response = await request(traffic.platform, {
      url: Url,
      method: Method,
      header: Headers,
      data,
      timeout: LONGEST_REQUEST,
      redirect: 'manual',
      onStart: (task) => (forget = signal.onStop(() => task.abort())),
    }).finally(() => forget())
    // A refusal comes at once, whatever the line.
    if (response.statusCode < 300) observePace(traffic.uploadPace, data.byteLength, core.now() - since)
    return response
  })
  return signal.guard(sent)
}

/** Remembers that COS may have stored what nobody has heard of: no answer came, or one that leaves it open. */
export async function noteLostAnswer<Result>(job: UploadJob, sent: Promise<Result>): Promise<Result> {
  try {
    return await sent
  } catch (thrown) {
    if (/^(|Aborted|Network|Timeout|Interrupted|ServerError)$/.test(codeOf(thrown))) job.maybeStored = true
    throw thrown
  }
}
