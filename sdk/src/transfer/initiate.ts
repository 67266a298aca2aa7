import { CosError } from '../errors'
import { send } from '../exchange'
import { xmlElements, xmlText } from '../xml'
import { textOf, type UploadJob } from './job'
import type { Run } from './task'

/** All that an upload in parts may need: asked for at each request, so that one grant serves all of them. */
export const PARTS_ACTIONS: readonly string[] = [
  'name/cos:InitiateMultipartUpload',
  'name/cos:UploadPart',
  'name/cos:ListParts',
  'name/cos:CompleteMultipartUpload',
  'name/cos:AbortMultipartUpload',
  'name/cos:HeadObject',
]

/**
 * Begins an upload in parts. A stop does not end it: an upload whose id nobody has heard could not be cleaned up.
 * @returns its UploadId
 * @see https://cloud.tencent.com/document/product/436/7746
 */
export async function initiateUpload(job: UploadJob, { signal }: Run): Promise<string> {
  const { core, place, Query, retries } = job
  signal.throwIfStopped()
  const Headers = { ...job.Headers, ...forbidding(job) }
  const response = await retries.run(signal, () =>
    send(core, { ...place, Method: 'POST', Query: { ...Query, uploads: '' }, Headers, Actions: PARTS_ACTIONS }),
  )
  const UploadId = xmlText(textOf(response), 'UploadId')
  if (!UploadId)
    throw new CosError('ServerError', 'COS has begun an upload without an UploadId', { hint: 'Try again.' })
  return UploadId
}

/** Where the key may be taken. */
export function forbidding({ forbidOverwrite }: UploadJob): Record<string, string> {
  return forbidOverwrite ? { 'x-cos-forbid-overwrite': 'true' } : {}
}

/** A part, as COS has it. */
export interface ListedPart {
  number: number
  etag: string
  size: number
}

/** All parts that have arrived, page by page. @see https://cloud.tencent.com/document/product/436/7747 */
export async function listParts(job: UploadJob, { signal }: Run, UploadId: string): Promise<ListedPart[]> {
  const { core, place, retries } = job
  const parts: ListedPart[] = []
  for (let marker = '0'; ; ) {
    const Query = { uploadId: UploadId, 'part-number-marker': marker }
    const response = await retries.run(signal, () =>
      signal.guard(send(core, { ...place, Method: 'GET', Query, Actions: PARTS_ACTIONS })),
    )
    const xml = textOf(response)
    parts.push(...xmlElements(xml, 'Part').map(readPart))
    const next = xmlText(xml, 'NextPartNumberMarker')
    if (xmlText(xml, 'IsTruncated') !== 'true' || !next || next === marker) return parts
    marker = next
  }
}

function readPart(element: string): ListedPart {
  return {
    number: Number(xmlText(element, 'PartNumber')),
    etag: xmlText(element, 'ETag') ?? '',
    size: Number(xmlText(element, 'Size')),
  }
}
