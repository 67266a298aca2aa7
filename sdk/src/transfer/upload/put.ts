import type { Transport } from '../../credentials/sources'
import { sendRequestToCos, type SendParams } from '../../request/send-signed'
import { sendRequest, type HttpResponse } from '../../platform/http'
import { checksum, verify } from '../checksum'
import { codeOf } from '../retry'
import { observePace } from '../progress'
import { LONGEST_REQUEST } from '../runtime'
import type { Stored, Upload } from './session'

/** Asks COS about the object; a stop ends the waiting for it. @throws CosError */
export function ask(upload: Upload, question: Partial<SendParams>, carry?: Transport): Promise<HttpResponse> {
  return upload.signal.guard(sendRequestToCos(upload.context, Object.assign({}, upload.place, question), carry))
}

/**
 * Sends some bytes of the content when it is their turn, and compares what has arrived with what was read.
 * @throws CosError
 */
export function put(upload: Upload, question: Partial<SendParams>, position: number, length: number): Promise<Stored> {
  return upload.traffic.carry(upload.order, upload.signal, async () => {
    const body = await upload.content.read(position, length)
    // The request goes out first, and the platform sends while this computes. The bytes are not let go before both are
    // done, so that no others are read meanwhile.
    const sent = sendBytes(upload, Object.assign(question, { Method: 'PUT', body } as const), length)
    const hashed = checksum(upload.context, upload.signal, body)
    const response = await sent.finally(() => hashed)
    const crc = await hashed
    verify(response, crc)
    return [response, crc]
  })
}

/** One PUT, which a stop aborts. How long it takes tells the pace. */
async function sendBytes(upload: Upload, question: Partial<SendParams>, length: number): Promise<HttpResponse> {
  // Of this run: a request that has waited for credentials may leave when the next one is under way.
  const { signal } = upload
  let since = 0
  let stopListening = () => {}
  try {
    const response = await ask(upload, question, (options) => {
      since = upload.context.environment.now()
      const { environment } = upload.context
      return sendRequest(environment, Object.assign(options, { timeout: LONGEST_REQUEST }), undefined, (task) => {
        stopListening = signal.onStop(() => task.abort())
      })
    })
    observePace(upload.traffic, length, upload.context.environment.now() - since)
    return response
  } catch (thrown) {
    if (codeOf(thrown) === 'Timeout') upload.traffic.pace = length / 60
    throw thrown
  } finally {
    stopListening()
  }
}
