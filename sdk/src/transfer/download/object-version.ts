import { CosError } from '../../errors/cos-error'
import type { HttpResponse } from '../../platform/http'
import { openBody } from '../content'
import { missingExtension, typeOfBytes } from '../content-type'
import { fetchRange, sizeIn, type RangeSource } from './fetch-range'

/** One version of an object, as its first bytes and their headers show it. */
export interface ObjectVersion {
  readonly size: number
  readonly etag: string
  /** What COS says, else what the first bytes show; empty where neither does. */
  readonly ContentType: string
  /** With its dot: one that fits the content; empty where it is not known. */
  readonly extension: string
  readonly headers: HttpResponse['headers']
}

/** As many as tell the type of a file. */
const FIRST_BYTES = 32

/**
 * Asks for the first bytes: whoever may download an object may not always ask for its HEAD.
 * @param etag - of the version of which some has come
 * @throws CosError with the status 412 where that is not the object any more; `Unsupported` where there are no ranges
 */
export async function describeVersion(source: RangeSource, etag: string | undefined): Promise<ObjectVersion> {
  const { runtime, priority, signal } = source
  const range = { start: 0, end: FIRST_BYTES, etag }
  const response = await runtime.requestQueue.run(priority, signal, () => fetchRange(source, range))
  const { headers, bytes } = response
  const size = sizeIn(response)
  if (!size || !headers.etag) throw noVersion()
  const type = await typeOfBytes(openBody(bytes))
  const ContentType = headers['content-type'] || type || ''
  return { size, etag: headers.etag, ContentType, extension: missingExtension('', type || ContentType) || '', headers }
}

function noVersion(): CosError {
  return new CosError('Unsupported', 'The platform shows no ETag and no Content-Range of the object', {
    hint: "Expose both in the bucket's CORS rule, where the app runs in a browser.",
  })
}
