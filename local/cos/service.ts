import type { Contents } from './catalog/content'
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
  /** Strict signature mode. */
  strict: Strictness
  Region: string
  /** Bytes of an object, and of a part. */
  maxObjectSize: number
  /** Bytes of every part but the last. */
  minPartSize: number
}
