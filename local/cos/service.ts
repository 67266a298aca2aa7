import type { AllowedOrigins } from './message/cors'
import type { Contents } from './catalog/content'
import type { Sleep } from './faults'
import type { Identities } from './access/identity'
import type { Strictness } from './access/verify'
import type { Objects } from './catalog/objects'
import type { Uploads } from './catalog/uploads'

/** What the operations work on: the storage's contents, and the settings that bind them. */
export interface Service {
  contents: Contents
  objects: Objects
  uploads: Uploads
  identities: Identities
  /** The first is what a host means that is none of COS's, such as `127.0.0.1:5182`. */
  buckets: readonly [string, ...string[]]
  /** Web pages that may talk to it. */
  allowedOrigins: AllowedOrigins
  /** Strict signature mode. */
  strict: Strictness
  /** Of all buckets. */
  Region: string
  /** Milliseconds until an archived object is restored. */
  restoreTime: number
  sleep: Sleep
  /** Bytes of an object, and of a part. */
  maxObjectSize: number
  /** Bytes of every part but the last. */
  minPartSize: number
}
