import type { ClientContext } from '../../request/client-context'
import type { ObjectAddress } from '../../request/send-signed'
import type { HttpResponse } from '../../platform/http'
import type { UploadParams } from '../../types/transfers'
import type { Crc64 } from '../crc64'
import type { Content } from '../../platform/files'
import type { KeptUpload } from './upload-store'
import { cleanUp } from './orphans'
import type { ObjectHeaders } from './object-headers'
import type { Retry } from '../retry'
import type { Run } from '../task'
import type { Traffic } from '../runtime'

/** One file that is to become one object: what was asked for, and how far that has come, whatever run it was in. */
export interface Job {
  readonly context: ClientContext
  readonly traffic: Traffic
  /** As they were when the caller gave them. */
  readonly params: UploadParams
  readonly place: ObjectAddress
  /** The plain address of the object. */
  readonly Location: string
  /** The upload in parts that this job has taken: nobody else may go on with it. */
  own?: KeptUpload
  /** Of its parts that have arrived, by number, once that is known. */
  etags?: string[]
  /** What tells the file that was last seen, and what it is stored with; empty where nothing tells it. */
  id?: string
  /** COS may have stored the object already, though the answer never came. */
  tried?: boolean
}

/** A job in its present run, on the file as it is now: the same object, since no two runs overlap. */
export interface Upload extends Job, Run {
  readonly content: Content
  readonly headers: ObjectHeaders
  /** With the budget of the run. */
  readonly retry: Retry
}

/** COS's answer that says that bytes are stored, and their CRC. */
export type Stored = readonly [response: HttpResponse, crc: Crc64]

/** Leaves nothing on COS, now or as soon as that can be. */
export function giveUp(job: Job): void {
  const own = job.own || job.traffic.kept.find(job.id)
  if (own) {
    own.id = ''
    own.busy = false
    job.traffic.kept.save(own)
  }
  job.own = undefined
  cleanUp(job.context, job.traffic, job.place.Bucket)
}

/** Lets go of an upload in parts that is an object now, or that COS does not know any more. */
export function forget(job: Job): void {
  if (job.own) job.traffic.kept.save(job.own, true)
  job.own = undefined
}

/** Whoever uploads the same file to the same key may go on with it; where nothing tells the file, only this job can. */
export function release(job: Job): void {
  if (job.own && job.own.id) {
    job.own.busy = false
    job.own = undefined
  }
}
