import type { ClientContext } from '../../request/client-context'
import { sendRequestToCos } from '../../request/send-signed'
import type { KeptUpload } from './upload-store'
import { codeOf, createRetry } from '../retry'
import { createSignal } from '../abort-signal'
import type { Traffic } from '../runtime'

/** Nobody waits for it, so that it can wait for long. */
const PATIENCE = 30
/** So often a failure is taken for one that may pass, by logging in for example. */
const MOST_REFUSALS = 5

/**
 * Cleans up on COS what nobody goes on with, so that it costs nothing; what fails is done at the next start.
 * @param Bucket - no other one: a client's credentials need not be good for it. Without one, all are
 */
export function cleanUp(context: ClientContext, traffic: Traffic, Bucket = context.options.Bucket): void {
  for (const upload of traffic.kept.leftovers()) {
    if (!Bucket || Bucket === upload.Bucket) void cleanUpOne(context, traffic, upload)
  }
}

async function cleanUpOne(context: ClientContext, traffic: Traffic, upload: KeptUpload): Promise<void> {
  upload.busy = true
  const retry = createRetry(context, traffic.lifecycle, createSignal(), PATIENCE)
  const isGone = await retry(() =>
    sendRequestToCos(
      context,
      Object.assign({ Method: 'DELETE', Query: { uploadId: upload.UploadId } } as const, upload),
    ),
  ).then(
    () => true,
    (thrown: unknown) => codeOf(thrown) === 'NotFound' || !(++upload.refusals < MOST_REFUSALS),
  )
  traffic.kept.save(upload, isGone)
}
