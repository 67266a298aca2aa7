import type { ClientContext } from '../../request/client-context'
import { runtimeOf } from '../shared-runtime'
import type { UploadRecord } from '../upload-record'
import { abortUpload } from './abort-upload'

/** So often a failure is taken for one that may pass, by logging in for example. */
const MAX_FAILED_CLEAN_UPS = 5

/**
 * Cleans up on COS what earlier starts of the app have left and nobody goes on with, so that it costs nothing. Once for
 * each client and login.
 */
export function abortOrphans(context: ClientContext): void {
  const runtime = runtimeOf(context.environment)
  if (!runtime.meets(context)) return
  // No other bucket: a client's credentials need not be good for it. Without one, all are.
  const { Bucket } = context.options
  runtime.uploads
    .claimOrphans((record) => !Bucket || record.Bucket === Bucket)
    .forEach((record) => void abortOrphan(context, record))
}

/** Cleans up one that was claimed or discarded; where that fails, it is tried again at the next start of the app. */
export function abortOrphan(context: ClientContext, record: UploadRecord): Promise<void> {
  const { uploads } = runtimeOf(context.environment)
  return abortUpload(context, record, record.UploadId).then((isGone) => {
    if (!isGone) record.failedCleanUps = (Number(record.failedCleanUps) || 0) + 1
    if (isGone || record.failedCleanUps >= MAX_FAILED_CLEAN_UPS) uploads.remove(record)
    else uploads.save(record)
  })
}
