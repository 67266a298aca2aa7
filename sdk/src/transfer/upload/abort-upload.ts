import type { ClientContext } from '../../request/client-context'
import { objectAddressOf, sendRequestToCos } from '../../request/send-signed'
import { Signal } from '../abort-signal'
import { codeOf, createRetry, type Retry } from '../retry'
import type { TransferRuntime } from '../shared-runtime'
import type { UploadAddress } from '../upload-record'

/** Nobody waits for clean-ups, so that they can wait for long. */
const RETRY_BUDGET = 30

/** Retries in the background, where nothing stops them. */
export function backgroundRetry(context: ClientContext, runtime: TransferRuntime): Retry {
  return createRetry({ context, signal: new Signal() }, runtime, RETRY_BUDGET)
}

/**
 * Aborts an upload in parts on COS, in the background.
 * @returns whether it is gone
 * @see https://cloud.tencent.com/document/product/436/7740
 */
export function abortUpload(
  context: ClientContext,
  runtime: TransferRuntime,
  address: UploadAddress,
  uploadId: string,
): Promise<boolean> {
  const own = { Method: 'DELETE', Query: { uploadId }, isBackground: true } as const
  const params = Object.assign(own, objectAddressOf(address))
  return backgroundRetry(
    context,
    runtime,
  )(() => sendRequestToCos(context, params)).then(
    () => true,
    (thrown: unknown) => codeOf(thrown) === 'NotFound',
  )
}
