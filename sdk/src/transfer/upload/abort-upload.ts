import type { ClientContext } from '../../request/client-context'
import { objectAddressOf, sendRequestToCos } from '../../request/send-signed'
import { Signal } from '../abort-signal'
import { codeOf, createRetry, type Retry } from '../retry'
import { runtimeOf } from '../shared-runtime'
import type { UploadAddress } from '../upload-record'

/** Nobody waits for clean-ups, so that they can wait for long. */
const RETRY_BUDGET = 30

/** Retries in the background, where nothing stops them. */
export function backgroundRetry(context: ClientContext): Retry {
  return createRetry({ context, runtime: runtimeOf(context.environment), signal: new Signal() }, RETRY_BUDGET)
}

/**
 * Aborts an upload in parts on COS, in the background.
 * @returns whether it is gone
 * @see https://cloud.tencent.com/document/product/436/7740
 */
export function abortUpload(context: ClientContext, address: UploadAddress, uploadId: string): Promise<boolean> {
  const own = { Method: 'DELETE', Query: { uploadId }, isBackground: true } as const
  const params = Object.assign(own, objectAddressOf(address))
  const retry = backgroundRetry(context)
  return retry(() => sendRequestToCos(context, params)).then(
    () => true,
    (thrown: unknown) => codeOf(thrown) === 'NotFound',
  )
}
