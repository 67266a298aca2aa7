import type { Transport } from '../../credentials/sources'
import type { HttpResponse } from '../../platform/http'
import { sendRequestToCos, type SendParams } from '../../request/send-signed'
import { crc64OfBytes, verifyCrc64 } from '../checksum'
import type { Content } from '../content'
import type { Crc64 } from '../crc64'
import type { Retry } from '../retry'
import type { Run } from '../task'
import { sendAbortable, sendSmall } from '../transport'
import type { ObjectHeaders } from './object-headers'
import type { UploadSession } from './upload-session'
import type { UploadOptions } from './upload-params'

/** An upload in its present run, on the file as it is now. */
export interface UploadRun extends Run {
  readonly session: UploadSession
  readonly options: UploadOptions
  readonly content: Content
  readonly headers: ObjectHeaders
  /** With the budget of the run. */
  readonly retry: Retry
}

/** COS's answer that says that all is stored. */
export interface StoredContent {
  readonly response: HttpResponse
  /** The CRC of what is stored, in decimal. */
  readonly crc64: string
  /** Of an upload in parts. */
  readonly uploadId?: string | undefined
}

/** Sends a small request about the object, unless the run is stopped. @throws CosError */
export function sendForObject(run: UploadRun, params: Partial<SendParams>): Promise<HttpResponse> {
  return send(run, params, (request) => sendSmall(run, request))
}

/** Some bytes of the content. */
export interface Piece {
  readonly position: number
  readonly length: number
}

/** Sends some bytes when it is their turn: COS compares them with the MD5 among the headers. @throws CosError */
export function putDigested(run: UploadRun, params: Partial<SendParams>, piece: Piece): Promise<HttpResponse> {
  return putBytes(run, params, piece, (sent) => sent)
}

/** Sends some bytes when it is their turn, and compares what has arrived with what was read. @throws CosError */
export function putContent(
  run: UploadRun,
  params: Partial<SendParams>,
  piece: Piece,
): Promise<{ response: HttpResponse; crc: Crc64 }> {
  return putBytes(run, params, piece, async (sent, body) => {
    // The platform sends while this computes. The bytes are not let go before both are done, so that no others are read
    // meanwhile.
    const hashed = crc64OfBytes(run, body)
    const response = await sent.finally(() => hashed)
    const crc = await hashed
    verifyCrc64(response, crc)
    return { response, crc }
  })
}

/** @param whileSending - what is done while the request is out, with the bytes that it carries */
function putBytes<Result>(
  run: UploadRun,
  params: Partial<SendParams>,
  { position, length }: Piece,
  whileSending: (sent: Promise<HttpResponse>, body: ArrayBuffer) => Promise<Result>,
): Promise<Result> {
  const { runtime, signal, content, context } = run
  return runtime.requestQueue.run(run.priority, signal, async () => {
    const body = await signal.race(content.read(position, length))
    const sent = runtime.uploadThroughput.measure(context.environment, length, (onSent) =>
      send(run, Object.assign({}, params, { Method: 'PUT', body }), (request) => {
        onSent()
        return sendAbortable(run, request)
      }),
    )
    return whileSending(sent, body)
  })
}

/** A stop ends the waiting for credentials, too: the transport looks once more before anything leaves. */
function send(run: UploadRun, params: Partial<SendParams>, transport: Transport): Promise<HttpResponse> {
  const { context, session, signal } = run
  return signal.race(sendRequestToCos(context, Object.assign({}, session.address, params), transport))
}
