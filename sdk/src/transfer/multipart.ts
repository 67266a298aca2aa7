import { CosError } from '../errors'
import { send } from '../exchange'
import { textOf } from '../response'
import { xmlElements, xmlText } from '../xml'
import { ask, forbidding, paramsFor, type UploadJob } from './job'
import type { HttpResponse } from '../platform/request'
import type { Signal } from './signal'

/**
 * Begins an upload in parts. A stop does not end it: an upload whose id nobody has heard could not be cleaned up.
 * @returns its UploadId
 * @see https://cloud.tencent.com/document/product/436/7746
 */
export async function initiateUpload(job: UploadJob, signal: Signal): Promise<string> {
  signal.throwIfStopped()
  const Query = Object.assign({}, job.Query, { uploads: '' })
  const params = paramsFor(job, { Method: 'POST', Query, Headers: forbidding(job, job.Headers) })
  const response = await job.retries.run(signal, () => send(job.core, params))
  const UploadId = xmlText(textOf(response), 'UploadId')
  if (!UploadId) throw failed('begin', response)
  return UploadId
}

/** A part, as COS has it. */
export interface ListedPart {
  number: number
  etag: string
  size: number
}

/** All parts that have arrived, page by page. @see https://cloud.tencent.com/document/product/436/7747 */
export async function listParts(job: UploadJob, signal: Signal, uploadId: string): Promise<ListedPart[]> {
  const parts: ListedPart[] = []
  for (let marker = '0', isMore = true; isMore; ) {
    const Query = { uploadId, 'part-number-marker': marker }
    const xml = textOf(await ask(job, signal, { Query }))
    parts.push(...xmlElements(xml, 'Part').map(readPart))
    const next = xmlText(xml, 'NextPartNumberMarker')
    isMore = xmlText(xml, 'IsTruncated') === 'true' && next !== '' && next !== marker
    marker = next
  }
  return parts
}

function readPart(element: string): ListedPart {
  return {
    number: Number(xmlText(element, 'PartNumber')),
    etag: xmlText(element, 'ETag'),
    size: Number(xmlText(element, 'Size')),
  }
}

/** Asks once for an object made of all parts. @see https://cloud.tencent.com/document/product/436/7742 */
export async function requestCompletion(
  job: UploadJob,
  uploadId: string,
  parts: readonly Pick<ListedPart, 'number' | 'etag'>[],
): Promise<HttpResponse> {
  const list = parts.map(({ number, etag }) => {
    const escaped = etag.replace(/&/g, '&amp;').replace(/</g, '&lt;')
    return `<Part><PartNumber>${number}</PartNumber><ETag>${escaped}</ETag></Part>`
  })
  const params = paramsFor(job, {
    Method: 'POST',
    Query: { uploadId },
    Headers: forbidding(job, { 'content-type': 'application/xml' }),
    body: `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`,
  })
  const response = await send(job.core, params)
  // What takes COS long may fail when 200 is on its way already.
  if (/<Error>/.test(textOf(response))) throw failed('complete', response)
  return response
}

function failed(what: string, response: HttpResponse): CosError {
  return new CosError('ServerError', `COS did not ${what} the upload: ${xmlText(textOf(response), 'Code')}`, {
    hint: 'Try again later.',
    RequestId: response.headers['x-cos-request-id'],
  })
}
