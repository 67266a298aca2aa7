import { CosError } from '../../errors/cos-error'
import { isArrayBuffer } from '../../platform/files'
import type { HttpResponse } from '../../platform/http'
import { sendSigned, type SendParams } from '../../request/send-signed'
import { integrityError } from '../checksum'
import { openBody } from '../content'
import type { Run } from '../task'
import { sendAbortable } from '../transport'
import { readError } from './read-error'

/** Bytes of one version of an object: from `start` up to, but not including, `end`. */
export interface Range {
  readonly start: number
  readonly end: number
  /** Of the version; any, where it is not said. */
  readonly etag?: string
}

/** The bytes of a range, and what COS said with them. */
export interface RangeResponse extends HttpResponse {
  /** Empty for a refusal, whose text is the `data`. */
  readonly bytes: ArrayBuffer
}

/** Who asks for ranges of which object. */
export interface RangeSource extends Run {
  /** The request for all of it. */
  readonly request: SendParams
}

/**
 * Fetches one range by a request that has its place in the queue already. The range and the version are signed, as all
 * headers are.
 * @throws CosError `Integrity` where other bytes came; `Unsupported` where the platform or the server has no ranges
 * @see https://cloud.tencent.com/document/product/436/7753
 */
export async function fetchRange(source: RangeSource, range: Range): Promise<RangeResponse> {
  const { context, signal, request } = source
  const { start, end, etag } = range
  const Headers = Object.assign(
    {},
    request.Headers,
    { Range: `bytes=${start}-${end - 1}` },
    etag && { 'If-Match': etag },
  )
  const sent = sendSigned(context, Object.assign({}, request, { Headers }), ({ Url: url, Headers: header }) =>
    send(source, url, header),
  )
  const response = await signal.race(sent)
  checkRange(response, range)
  return response
}

async function send(source: RangeSource, url: string, header: Record<string, string>): Promise<RangeResponse> {
  const http = { url, header, method: 'GET', responseType: 'arraybuffer', redirect: 'manual' } as const
  const response = await sendAbortable(source, http)
  const data: string | ArrayBuffer = response.data
  if (response.statusCode >= 300)
    return Object.assign({}, response, { bytes: NO_BYTES, data: await readError(openBody(data)) })
  // A platform that does not know the type of the answer gives text, in which bytes are lost.
  return Object.assign({}, response, { bytes: isArrayBuffer(data) ? data : NO_BYTES, data: '' })
}

const NO_BYTES = new ArrayBuffer(0)

/** `bytes 0-99/1234`; not every platform shows it. */
const CONTENT_RANGE = /^bytes (\d+)-\d+\/(\d+)$/i

/** The size of all of the object. */
export function sizeIn({ headers }: Pick<RangeResponse, 'headers'>): number | undefined {
  const [, , size] = CONTENT_RANGE.exec(headers['content-range'] || '') || []
  return size === undefined ? undefined : Number(size)
}

function checkRange(response: RangeResponse, { start, end }: Range): void {
  const { statusCode, headers, bytes } = response
  if (statusCode !== 206 || bytes === NO_BYTES || headers['content-encoding']) throw noRanges()
  const expected = Math.min(end, sizeIn(response) ?? end) - start
  if (bytes.byteLength === expected) return
  throw integrityError(response, 'content-range', `${expected} bytes`, String(bytes.byteLength))
}

function noRanges(): CosError {
  return new CosError('Unsupported', 'The server or the platform has no ranges of this object', {
    hint: 'Store it without Content-Encoding, and ask COS itself: what lies between has to hand on Range and If-Match.',
  })
}
