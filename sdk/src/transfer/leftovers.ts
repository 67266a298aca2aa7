import type { Core } from '../core'
import { isCosError } from '../errors'
import { send } from '../exchange'
import type { KeptUpload } from './kept'
import { Retries } from './retry'
import { Signal } from './signal'
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

async function cleanUpOne(core: Core, traffic: Traffic, upload: KeptUpload): Promise<void> {
  const { kept, lifecycle } = traffic
  const retries = new Retries(core, lifecycle, PATIENCE)
  try {
    await retries.run(new Signal(), () => abortUpload(core, upload))
    kept.remove(upload.UploadId)
  } catch (thrown) {
    const code = isCosError(thrown) ? thrown.code : ''
    const refusals = upload.refusals + (isCosError(thrown) && !thrown.retryable ? 1 : 0)
    if (code === 'NotFound' || refusals >= MOST_REFUSALS) kept.remove(upload.UploadId)
    else kept.abandon({ ...upload, refusals })
  }
}

async function abortUpload(core: Core, upload: KeptUpload): Promise<void> {
  const { Bucket, Region, Key, Domain, Protocol, UploadId } = upload
  await send(core, { Bucket, Region, Key, Domain, Protocol, Method: 'DELETE', Query: { uploadId: UploadId } })
}
