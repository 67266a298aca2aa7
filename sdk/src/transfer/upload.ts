import { prepare } from '../prepare'
import type { Core } from '../core'
import { placeOf } from '../exchange'
import type { TransferTask, UploadParams, UploadResult } from '../types'
import { openBody } from './body'
import { contentTypeOf, TELLING_BYTES } from './content-type'
import { openFile } from './file'
import type { UploadJob } from './job'
import type { KeptUpload } from './kept'
import { cleanUp } from './leftovers'
import { checkUpload, objectHeaders } from './object-headers'
import { uploadParts, type Parts } from './parts'
import { choosePartSize, MIN_PART, partSizeFor, shouldDivide } from './plan'
import { putObject } from './put'
import { codeOf, createRetries, type Retries } from './retry'
import { startTask, type Run, type Work } from './task'
import { trafficOf, type Traffic } from './traffic'

/** Uploads a file, or what is in memory. @throws CosError `InvalidArgument`, `Unsupported` */
export function uploadFile(core: Core, params: UploadParams): TransferTask<UploadResult> {
  checkUpload(params)
  prepare(core, params)
  const traffic = trafficOf(core)
  cleanUp(core, traffic)
  return startTask({ core, traffic, work: createUpload(core, traffic, params), onProgress: params.onProgress })
}

/** One file on its way to one key: decides between one PUT and parts, and keeps what is done across pauses. */
function createUpload(core: Core, traffic: Traffic, params: UploadParams): Work<UploadResult> {
  const retries = createRetries(core, traffic.lifecycle)
  let job: UploadJob | undefined
  let parts: Parts | undefined
  let isRenewed = false

  /** Gives up what lies on COS, unless it was released and somebody else goes on with it. */
  const giveUp = (how: (kept: KeptUpload) => void) => {
    const kept = parts && (parts.session ? parts.session.kept : parts.found)
    if (!parts || !kept) return
    parts.released = parts.released && !traffic.kept.claim(kept.UploadId)
    if (!parts.released) how(kept)
  }
  /** Leaves nothing on COS, now or as soon as that can be. */
  const leave = () => {
    giveUp((kept) => traffic.kept.abandon(kept))
    parts = undefined
    job = undefined
    cleanUp(core, traffic)
  }
  /** Whoever uploads the same file to the same key may go on with it. */
  const release = (failed: Parts) => {
    const { session } = failed
    if (!session || !session.kept.md5) return
    traffic.kept.release(session.kept.UploadId)
    failed.released = true
  }
  /** Opens the file, and once more for another task: it may have changed, and then nothing of it can be used. */
  const open = async () => {
    const before = job
    const opened = await openJob(core, traffic, retries, params)
    const isSame = before && before.content.size === opened.content.size && before.content.md5 === opened.content.md5
    if (before && !isSame) leave()
    else opened.maybeStored = !!before && before.maybeStored
    job = opened
    isRenewed = false
    return opened
  }
  const send = async (current: UploadJob, run: Run): Promise<UploadResult> => {
    const { size } = current.content
    const divide = () => (parts = planParts(params, size, traffic.uploadPace.known))
    if (!parts && shouldDivide(size, params.partThreshold, traffic.uploadPace.known)) divide()
    if (parts) return uploadParts(current, run, parts)
    const divisible = size > MIN_PART
    try {
      return await putObject(current, run, divisible)
    } catch (thrown) {
      if (!divisible || codeOf(thrown) !== 'Timeout' || !retries.take()) throw thrown
      return uploadParts(current, run, divide())
    }
  }

  return {
    async run(run) {
      const current = job && !isRenewed ? job : await open()
      try {
        const result = await send(current, run)
        run.report(current.content.size, current.content.size)
        parts = undefined
        return result
      } catch (thrown) {
        // The key is taken: parts that can never become an object only cost.
        if (codeOf(thrown) === 'AlreadyExists') leave()
        else if (parts && !run.signal.stopped) release(parts)
        throw thrown
      }
    },
    renew() {
      retries.refill()
      isRenewed = true
    },
    discard(ended) {
      giveUp((kept) => {
        kept.unwanted = true
        traffic.kept.save(kept)
      })
      void ended.then(leave)
    },
  }
}

async function openJob(core: Core, traffic: Traffic, retries: Retries, params: UploadParams): Promise<UploadJob> {
  const { Key, Query, FilePath, Body, forbidOverwrite = false } = params
  const content = FilePath === undefined ? openBody(Body) : await openFile(traffic.platform, FilePath, true)
  const type = await contentTypeOf([Key, FilePath || ''], () => content.read(0, Math.min(TELLING_BYTES, content.size)))
  const Headers = objectHeaders(params, type)
  const place = placeOf(params)
  return { core, traffic, retries, content, place, Query, Headers, forbidOverwrite, maybeStored: false }
}

/** @param pace - bytes per second, where known */
function planParts({ partSize, partConcurrency = 3 }: UploadParams, size: number, pace: number | undefined): Parts {
  return {
    partSize: partSize === undefined ? choosePartSize(size, pace) : partSizeFor(size, partSize),
    width: partConcurrency,
    released: false,
  }
}
