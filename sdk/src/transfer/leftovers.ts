import type { Core } from '../core'
import { isCosError } from '../errors'
import { placeOf, send } from '../exchange'
import type { KeptUpload } from './kept'
import { codeOf, createRetries } from './retry'
import { createSignal } from './signal'
import type { Traffic } from './traffic'

/** Nobody waits for it, so that it can wait for long. */
const PATIENCE = 30
/** So often a refusal is taken for one that may pass, by logging in for example. */
const MOST_REFUSALS = 5

/** Cleans up on COS what nobody goes on with, so that it costs nothing; what cannot be done now is done later. */
export function cleanUp(core: Core, traffic: Traffic): void {
  const { Bucket } = core.options
  for (const upload of traffic.kept.leftovers()) {
    const isOurs = Bucket === undefined || Bucket === upload.Bucket
    if (isOurs && traffic.kept.claim(upload.UploadId)) void cleanUpOne(core, traffic, upload)
  }
}

async function cleanUpOne(core: Core, { kept, lifecycle }: Traffic, upload: KeptUpload): Promise<void> {
  const { UploadId } = upload
  const params = { Method: 'DELETE', Query: { uploadId: UploadId } } as const
  const abort = Object.assign(placeOf(upload), params)
  try {
    await createRetries(core, lifecycle, PATIENCE).run(createSignal(), () => send(core, abort))
    kept.remove(UploadId)
  } catch (thrown) {
    if (isCosError(thrown) && !thrown.retryable) upload.refusals++
    if (codeOf(thrown) === 'NotFound' || upload.refusals >= MOST_REFUSALS) kept.remove(UploadId)
    else kept.abandon(upload)
  }
}
