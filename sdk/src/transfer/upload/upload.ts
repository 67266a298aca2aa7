import type { ClientContext } from '../../request/client-context'
import { objectAddressOf } from '../../request/send-signed'
import { resolveRequest } from '../../request/resolve'
import type { TransferTask, UploadParams, UploadResult } from '../../types/transfers'
import { xmlText } from '../../request/xml'
import { openBody } from './body'
import { checksumOf } from '../checksum'
import { contentMd5 } from './content-md5'
import { typeOfBytes, typeOfName } from '../content-type'
import { formatCrc64 } from '../crc64'
import { openFile } from '../../platform/files'
import { crcOf } from './upload-store'
import { checkUpload, forbidding, objectHeaders } from './object-headers'
import { beginParts, completeParts, listParts, sendParts } from './multipart'
import { shouldDivide } from './part-size'
import { ask, put } from './put'
import { codeOf, createRetry } from '../retry'
import { startTask, type Run } from '../task'
import { trafficOf } from '../runtime'
import { forget, giveUp, release, type Job, type Stored, type Upload } from './session'

/** Uploads a file, or what is in memory. @throws CosError `InvalidArgument`, `Unsupported` */
export function uploadFile(context: ClientContext, given: UploadParams): TransferTask<UploadResult> {
  checkUpload(given)
  const traffic = trafficOf(context)
  const params = Object.assign({}, given, resolveRequest(context, given).credentialsRequest)
  const place = objectAddressOf(params)
  const job: Job = { context, traffic, params, place, Location: resolveRequest(context, place).Url }
  return startTask({
    context,
    traffic,
    params,
    run: (run) => runJob(job, run),
    discard(ended) {
      giveUp(job)
      // What was being begun has its id only now.
      void ended.then(() => giveUp(job))
    },
  })
}

/** One run, which goes on from where the job stands. @throws CosError */
async function runJob(job: Job, run: Run): Promise<UploadResult> {
  const { params, Location } = job
  const { Key, FilePath, Body } = params
  const content = FilePath === undefined ? openBody(Body) : await openFile(job.context.environment, FilePath)
  const { size, md5 } = content
  const type = typeOfName(Key) || typeOfName(FilePath || '') || (await typeOfBytes(content))
  const headers = objectHeaders(params, type)
  const id = md5 && JSON.stringify([Location, size, md5, headers])
  // What was begun of another file is of no use.
  if (id !== job.id || (job.own && job.own.size !== size)) giveUp(job)
  job.id = id
  run.report(0, size)
  const retry = createRetry(job.context, job.traffic.lifecycle, run.signal)
  const upload: Upload = Object.assign(job, run, { content, headers, retry })
  try {
    const [response, crc] = await retry(() => attempt(upload, true))
    return {
      Key,
      ETag: response.headers.etag || xmlText(response.data, 'ETag'),
      Location,
      Crc64: formatCrc64(crc),
      RequestId: response.headers['x-cos-request-id'] || '',
    }
  } finally {
    release(job)
  }
}

/**
 * Sends what is missing. A refusal may mean that the object is there: an earlier answer was lost.
 * @param mayRenew - whether parts that COS does not know are to be sent anew
 * @throws CosError
 */
async function attempt(upload: Upload, mayRenew?: boolean): Promise<Stored> {
  try {
    return await sendContent(upload)
  } catch (thrown) {
    const code = codeOf(thrown)
    if (!/^(NotFound|AlreadyExists)$/.test(code)) throw thrown
    const stored = (upload.own || upload.tried) && (await findStored(upload))
    // Parts that can never become an object only cost.
    if (code === 'AlreadyExists') giveUp(upload)
    const isLost = upload.own
    forget(upload)
    if (stored) return stored
    if (isLost && mayRenew) return await attempt(upload)
    throw thrown
  } finally {
    upload.tried = true
  }
}

/** Goes on with the parts that are there; else decides between one PUT and parts. */
async function sendContent(upload: Upload): Promise<Stored> {
  if (!upload.own) {
    upload.own = upload.traffic.kept.find(upload.id)
    upload.etags = undefined
  }
  if (!upload.own) {
    if (!shouldDivide(upload.content.size, upload.params.partThreshold, upload.traffic.pace)) return putObject(upload)
    upload.own = await beginParts(upload)
    upload.etags = []
    upload.traffic.kept.save(upload.own)
  }
  const { own } = upload
  const etags = (upload.etags = upload.etags || (await listParts(upload, own)))
  await sendParts(upload, own, etags)
  const stored = await completeParts(upload, own, etags)
  forget(upload)
  return stored
}

function putObject(upload: Upload): Promise<Stored> {
  const { size, md5 } = upload.content
  const Headers = forbidding(upload.params, upload.headers)
  if (md5) Headers['content-md5'] = contentMd5(md5)
  return put(upload, { Query: upload.params.Query, Headers }, 0, size)
}

/** The object, if it is what was to be uploaded. */
async function findStored(upload: Upload): Promise<Stored | undefined> {
  const crc = upload.own ? crcOf(upload.own) : await checksumOf(upload.context, upload.signal, upload.content)
  const response = await ask(upload, { Method: 'HEAD' }).catch((thrown: unknown) => {
    if (codeOf(thrown) !== 'NotFound') throw thrown
  })
  if (response && response.headers['x-cos-hash-crc64ecma'] === formatCrc64(crc)) return [response, crc]
}
