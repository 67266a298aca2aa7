import { prepare } from '../prepare'
import type { Core } from '../core'
import { placeOf, send, type SendParams } from '../exchange'
import { request, type HttpResponse } from '../platform/request'
import type { PlatformRequest } from '../platform/types'
import type { TransferTask, UploadParams, UploadResult } from '../types'
import { xmlElements, xmlText } from '../xml'
import { openBody } from './body'
import { checksum, checksumOf, verify } from './checksum'
import { contentMd5 } from './content-md5'
import { typeOfBytes, typeOfName } from './content-type'
import { formatCrc64, type Crc64 } from './crc64'
import { openFile, type Content } from './file'
import { crcOf, lengthOf, partNumbers, type KeptUpload } from './kept'
import { cleanUp } from './leftovers'
import { checkUpload, objectHeaders } from './object-headers'
import { choosePartSize, isSlow, shouldDivide } from './plan'
import { codeOf, createRetry, type Retry } from './retry'
import { observePace } from './speed'
import { startTask, type Run, type Work } from './task'
import { LONGEST_REQUEST, trafficOf, type Traffic } from './traffic'

/** Uploads a file, or what is in memory. @throws CosError `InvalidArgument`, `Unsupported` */
export function uploadFile(core: Core, params: UploadParams): TransferTask<UploadResult> {
  checkUpload(params)
  const traffic = trafficOf(core)
  return startTask({ core, traffic, work: createUpload(core, traffic, params), onProgress: params.onProgress })
}

/** One file on its way to one key: decides between one PUT and parts, and keeps what is done across pauses. */
function createUpload(core: Core, traffic: Traffic, params: UploadParams): Work<UploadResult> {
  const { kept, platform } = traffic
  const { Key, FilePath, Body, forbidOverwrite, partConcurrency = 3 } = params
  const place = placeOf(Object.assign({}, params, prepare(core, params).question))
  const Location = prepare(core, place).Url
  /** The upload in parts that nobody else may go on with. */
  let own: KeptUpload | undefined
  /** Of its parts that have arrived, by number, once that is known. */
  let etags: string[] | undefined
  /** What tells the file that was last seen. */
  let id: string | undefined
  /** COS may have stored the object already, though the answer never came. */
  let tried = false
  let content: Content
  let headers: Record<string, string>
  let signal: Run['signal']
  let order: number
  let report: Run['report']
  let retry: Retry

  /** Leaves nothing on COS, now or as soon as that can be. */
  const leave = () => {
    own = own || kept.find(id)
    if (own) {
      own.id = ''
      own.busy = false
      kept.save(own)
    }
    own = undefined
    cleanUp(core, traffic)
  }
  /** It is an object now, or gone. */
  const forget = () => {
    if (own) kept.save(own, true)
    own = undefined
  }
  const forbidding = (what: Record<string, string>): Record<string, string> =>
    Object.assign({}, what, forbidOverwrite && { 'x-cos-forbid-overwrite': 'true' })
  /** Sends a request; a stop ends the waiting for it. */
  const ask = (question: Partial<SendParams>, carry?: Core['send']) =>
    signal.guard(send(core, Object.assign({}, place, question), carry))
  const result = (response: HttpResponse, crc: Crc64): UploadResult => ({
    Key,
    ETag: response.headers.etag || xmlText(response.data, 'ETag'),
    Location,
    Crc64: formatCrc64(crc),
    RequestId: response.headers['x-cos-request-id'] || '',
  })
  const put = (question: Partial<SendParams>, position: number, length: number) =>
    traffic.carry(order, signal, async () => {
      const body = await content.read(position, length)
      // The request goes out first, and the platform sends while this computes. The bytes are not let go before both are
      // done, so that no others are read meanwhile.
      const hashed = checksum(core, signal, body)
      let since = 0
      let stopListening = () => {}
      try {
        const response = await ask(Object.assign(question, { Method: 'PUT', body }), (options) => {
          since = core.now()
          const start = (question: PlatformRequest) => {
            const task = platform.request(question)
            stopListening = signal.onStop(() => task.abort())
          }
          return request({ request: start }, Object.assign(options, { timeout: LONGEST_REQUEST }))
        }).finally(() => hashed)
        observePace(traffic, length, core.now() - since)
        const crc = await hashed
        verify(response, crc)
        return [response, crc] as const
      } catch (thrown) {
        if (codeOf(thrown) === 'Timeout') traffic.pace = length / 60
        throw thrown
      } finally {
        stopListening()
      }
    })
  const begin = async () => {
    const { size } = content
    const partSize = choosePartSize(size, traffic.pace, params.partSize)
    const Query = Object.assign({}, params.Query, { uploads: '' })
    signal.throwIfStopped()
    const response = await send(
      core,
      Object.assign({ Method: 'POST', Query, Headers: forbidding(headers) } as const, place),
    )
    const UploadId = xmlText(response.data, 'UploadId')
    return Object.assign(
      { UploadId, id: id || '', size, partSize, crcs: {}, touched: 0, busy: true, refusals: 0 },
      place,
    )
  }
  const listParts = async ({ UploadId: uploadId, crcs }: KeptUpload) => {
    const found: string[] = []
    for (let marker = '0'; marker; ) {
      const { data: xml } = await ask({ Query: { uploadId, 'part-number-marker': marker } })
      for (const part of xmlElements(xml, 'Part')) {
        const number = Number(xmlText(part, 'PartNumber'))
        // What arrived unseen may have been changed on its way: it is sent again.
        if (crcs[number]) found[number] = xmlText(part, 'ETag')
      }
      marker = xmlText(xml, 'IsTruncated') === 'true' ? xmlText(xml, 'NextPartNumberMarker') : ''
    }
    return found
  }
  const sendParts = async (upload: KeptUpload, arrived: string[]) => {
    const { UploadId: uploadId, partSize, size } = upload
    let failure: unknown
    const queue = partNumbers(upload).filter((number) => !arrived[number])
    let loaded = queue.reduce((left, number) => left - lengthOf(upload, number), size)
    report(loaded, size)
    const { 'content-type': type = '' } = headers
    const sendPart = async (number: number) => {
      const length = lengthOf(upload, number)
      const part = { Query: { partNumber: number, uploadId }, Headers: { 'content-type': type } }
      const [response, crc] = await put(part, (number - 1) * partSize, length)
      arrived[number] = response.headers.etag || ''
      upload.crcs[number] = crc
      kept.save(upload)
      report((loaded += length), size)
    }
    const work = async (_: unknown, index: number) => {
      // Parts that share a slow line make each other late.
      const isOver = () => failure || (index && isSlow(partSize, traffic.pace))
      while (queue.length && !isOver()) {
        const number = Number(queue.shift())
        await retry(async () => void (isOver() ? queue.unshift(number) : await sendPart(number))).catch(
          (thrown: unknown) => (failure = failure || thrown),
        )
      }
    }
    while (queue.length && !failure) {
      await Promise.all(Array.from({ length: partConcurrency }, work))
    }
    if (failure) throw failure
    const crc = crcOf(upload)
    const list = arrived.map((etag, number) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`)
    const response = await ask({
      Method: 'POST',
      Query: { uploadId },
      Headers: forbidding({ 'content-type': 'application/xml' }),
      body: `<CompleteMultipartUpload>${list.join('')}</CompleteMultipartUpload>`,
    })
    verify(response, crc)
    return result(response, crc)
  }
  const putObject = async () => {
    const Headers = forbidding(headers)
    if (content.md5) Headers['content-md5'] = contentMd5(content.md5)
    const [response, crc] = await put({ Query: params.Query, Headers }, 0, content.size)
    return result(response, crc)
  }
  const findStored = async () => {
    const crc = own ? crcOf(own) : await checksumOf(core, signal, content)
    const response = await ask({ Method: 'HEAD' }).catch((thrown: unknown) => {
      if (codeOf(thrown) !== 'NotFound') throw thrown
    })
    if (response && response.headers['x-cos-hash-crc64ecma'] === formatCrc64(crc)) return result(response, crc)
  }
  const sendAll = async (): Promise<UploadResult> => {
    const { size } = content
    if (!own || own.size !== size) {
      own = kept.find(id)
      etags = undefined
    }
    if (!own) {
      if (!shouldDivide(size, params.partThreshold, traffic.pace)) return putObject()
      own = await begin()
      kept.save(own)
      etags = []
    }
    etags = etags || (await listParts(own))
    return sendParts(own, etags)
  }
  const attempt = async (): Promise<UploadResult> => {
    try {
      const done = await sendAll()
      forget()
      return done
    } catch (thrown) {
      const code = codeOf(thrown)
      if (!/^(NotFound|AlreadyExists)$/.test(code)) throw thrown
      const stored = (own || tried) && (await findStored())
      // Parts that can never become an object only cost.
      if (code === 'AlreadyExists') leave()
      // What COS does not know is begun anew.
      if (own) Object.assign(Object(thrown), { retryable: true })
      forget()
      if (stored) return stored
      throw thrown
    } finally {
      tried = true
    }
  }

  return {
    async run(run) {
      ;({ signal, order, report } = run)
      retry = createRetry(core, traffic.lifecycle, signal)
      content = FilePath === undefined ? openBody(Body) : await openFile(platform, FilePath)
      const { size, md5 } = content
      const named = typeOfName(Key) || typeOfName(FilePath || '')
      headers = objectHeaders(params, named || (await typeOfBytes(content)) || 'application/octet-stream')
      const next = md5 && JSON.stringify([Location, size, md5, headers])
      if (next !== id) leave()
      id = next
      report(0, size)
      try {
        return await retry(attempt)
      } finally {
        // Whoever uploads the same file to the same key may go on with it.
        if (own && own.id) {
          own.busy = false
          own = undefined
        }
      }
    },
    discard(ended) {
      leave()
      void ended.then(leave)
    },
  }
}
