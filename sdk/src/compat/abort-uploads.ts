import { invalidArgument, wrongValue } from '../errors/cos-error'
import type { ClientContext } from '../request/client-context'
import { sendRequestToCos } from '../request/send-signed'
import type { AbortUploadTaskParams, AbortUploadTaskResult, UploadIdentity } from '../types/official-listings'
import { multipartList } from './listings'
import { requestFor } from './params'

/** Aborts one upload in parts, all of a key, or all of the bucket. @see https://cloud.tencent.com/document/product/436/7740 */
export async function abortUploadTask(
  context: ClientContext,
  params: AbortUploadTaskParams,
): Promise<AbortUploadTaskResult> {
  const uploads = await uploadsOf(context, params)
  const result: AbortUploadTaskResult = { successList: [], errorList: [] }
  const abortNext = async (): Promise<void> => {
    for (let upload = uploads.shift(); upload; upload = uploads.shift()) {
      const isAborted = await abort(context, params, upload)
      result[isAborted ? 'successList' : 'errorList'].push(upload)
    }
  }
  const workers = Array.from({ length: Math.max(1, params.AsyncLimit || 1) }, abortNext)
  await Promise.all(workers)
  return result
}

const LEVELS: readonly string[] = ['task', 'file', 'bucket']

/** Those that the level means. @throws CosError `InvalidArgument` where it needs more */
async function uploadsOf(
  context: ClientContext,
  { Bucket = '', Region = '', Key, UploadId, Level = 'task' }: AbortUploadTaskParams,
): Promise<UploadIdentity[]> {
  if (!LEVELS.includes(Level)) throw wrongValue(`Level must be one of ${LEVELS.join(', ')}`, Level)
  if (Level !== 'bucket' && !Key) throw invalidArgument(`abortUploadTask needs a Key for the level ${Level}.`)
  if (Level !== 'task') return listAll(context, { Bucket, Region }, Level === 'file' ? Key : undefined)
  if (!Key || !UploadId) throw invalidArgument('abortUploadTask needs an UploadId for the level task.')
  return [{ Bucket, Region, Key, UploadId }]
}

async function listAll(
  context: ClientContext,
  bucket: { Bucket: string; Region: string },
  Key: string | undefined,
): Promise<UploadIdentity[]> {
  const uploads: UploadIdentity[] = []
  let markers: { KeyMarker?: string; UploadIdMarker?: string } = {}
  for (;;) {
    const page = await multipartList(context, Object.assign({ EncodingType: 'url', Prefix: Key }, bucket, markers))
    for (const upload of page.Upload) {
      const found = decodeURIComponent(upload.Key.replace(/\+/g, ' '))
      if (!Key || found === Key) uploads.push(Object.assign({ Key: found, UploadId: upload.UploadId }, bucket))
    }
    if (page.IsTruncated !== 'true') return uploads
    markers = { KeyMarker: decodeURIComponent(page.NextKeyMarker || ''), UploadIdMarker: page.NextUploadIdMarker || '' }
  }
}

async function abort(context: ClientContext, { Headers }: AbortUploadTaskParams, upload: UploadIdentity) {
  const { UploadId: uploadId } = upload
  const request = requestFor(Object.assign({ Headers }, upload), { Method: 'DELETE', Query: { uploadId } })
  return sendRequestToCos(context, request).then(
    () => true,
    () => false,
  )
}
