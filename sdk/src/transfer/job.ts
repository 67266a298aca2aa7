import type { Core } from '../core'
import { exchange, type SendParams } from '../exchange'
import { request, type HttpResponse } from '../platform/request'
import type { Content } from './file'
import type { Retries } from './retry'
import type { Signal } from './signal'
import type { Traffic } from './traffic'
import type { ObjectParams } from '../types'

/** The platform's own limit, in milliseconds. */
export const LONGEST_REQUEST = 60_000

/** One upload, as its steps see it. */
export interface UploadJob {
  core: Core
  traffic: Traffic
  retries: Retries
  content: Content
  /** Where the object goes. */
  place: Pick<ObjectParams, 'Bucket' | 'Region' | 'Key' | 'Domain' | 'Protocol'>
  Query: ObjectParams['Query']
  /** What the object is stored with: type, metadata, and the caller's. */
  Headers: Record<string, string>
  forbidOverwrite: boolean
  /** An earlier request may have stored the object, though its answer never came. */
  maybeStored: boolean
}

/** Sends bytes to COS by `wx.request`; a stop ends it. @throws CosError, Stopped */
export function sendBytes(
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
