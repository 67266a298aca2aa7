import type { COS } from '../../../sdk/src/index'

/** One file to be uploaded. */
export interface Job {
  Key: string
  FilePath: string
  size: number
}

/** The same three tasks, for whoever competes. */
export interface Contestant {
  inParts(job: Job): Promise<unknown>
  inOneRequest(job: Job): Promise<unknown>
  many(jobs: readonly Job[]): Promise<unknown>
}

/** This SDK, as it comes. */
export function ours(cos: COS): Contestant {
  const upload = ({ Key, FilePath }: Job, more = {}) => cos.uploadFile({ Key, FilePath, ...more })
  return {
    inParts: (job) => upload(job),
    inOneRequest: (job) => upload(job, { partThreshold: Infinity }),
    many: (jobs) => Promise.all(jobs.map((job) => upload(job))),
  }
}

type Callback = (error: unknown) => void

/** What the benchmark calls of the official SDK, which has no types. */
export interface OfficialClient {
  sliceUploadFile(params: object, callback: Callback): void
  putObject(params: object, callback: Callback): void
  uploadFiles(params: object, callback: (error: unknown, data: { files: { error: unknown }[] }) => void): void
}

/** The official SDK, as it comes. */
export function official(client: OfficialClient, place: { Bucket: string; Region: string }): Contestant {
  const promised = (start: (callback: Callback) => void) =>
    new Promise<void>((resolve, reject) => start((error) => (error ? reject(failed(error)) : resolve())))
  const params = ({ Key, FilePath, size }: Job) => ({ ...place, Key, FilePath, FileSize: size })
  return {
    inParts: (job) => promised((callback) => client.sliceUploadFile(params(job), callback)),
    inOneRequest: (job) => promised((callback) => client.putObject(params(job), callback)),
    many: (jobs) =>
      promised((callback) =>
        client.uploadFiles({ files: jobs.map(params) }, (error, data) =>
          callback(error ?? data.files.find((file) => file.error)?.error),
        ),
      ),
  }
}

function failed(error: unknown): Error {
  return new Error(`the official SDK failed: ${JSON.stringify(error).slice(0, 300)}`)
}
