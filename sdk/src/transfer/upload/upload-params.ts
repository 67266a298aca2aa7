import { invalidArgument } from '../../errors/cos-error'
import { isArrayBuffer } from '../../platform/files'
import { checkFilePath, checkNumber } from '../../request/validate'
import type { UploadParams } from '../../types/transfers'
import { headersOfParams, type ObjectHeaders } from './object-headers'
import { MAX_READ_BYTES, MIN_PART_BYTES } from './upload-part-size'

/** HTTP carries nothing but ASCII in a header, and whoever reads it would have to know of any other encoding. */
const METADATA_NAME = /^[\w-]+$/
const METADATA_VALUE = /^[\x20-\x7e]*$/

/** What is said of an upload, besides where its bytes come from and what object they are to become. */
export interface UploadOptions
  extends Pick<UploadParams, 'Query' | 'forbidOverwrite' | 'partThreshold' | 'partSize' | 'partConcurrency'> {
  /** Those that the caller names. */
  readonly headers: ObjectHeaders
}

/** A copy: what becomes of the caller's parameters afterwards does not matter. */
export function uploadOptionsOf(params: UploadParams): UploadOptions {
  const { forbidOverwrite, SliceSize, partSize, partConcurrency } = params
  // The official SDK sends files in parts that are larger than this.
  const { partThreshold = SliceSize === undefined ? undefined : SliceSize + 1 } = params
  const copies = { Query: Object.assign({}, params.Query), headers: headersOfParams(params) }
  return Object.assign(copies, { forbidOverwrite, partThreshold, partSize, partConcurrency })
}

/** Checks what callers say, where it enters. @throws CosError `InvalidArgument` */
export function validateUpload(params: UploadParams): void {
  validateSource(params)
  checkNumber('partSize', params.partSize, MIN_PART_BYTES, MAX_READ_BYTES)
  checkNumber('partConcurrency', params.partConcurrency, 1, 1000)
  checkNumber('SliceSize', params.SliceSize, 0, Infinity)
  checkNumber('partThreshold', params.partThreshold, 0, Infinity)
  for (const [name, value] of Object.entries(params.Metadata || {})) {
    if (!METADATA_NAME.test(name) || !METADATA_VALUE.test(value)) {
      throw invalidArgument(`Metadata must have plain names and ASCII values: use encodeURIComponent for ${name}.`)
    }
  }
}

function validateSource({ FilePath, Body }: UploadParams): void {
  if ((FilePath === undefined) === (Body === undefined)) {
    throw invalidArgument('Either FilePath or Body must be given, and not both.')
  }
  if (FilePath !== undefined) checkFilePath(FilePath)
  if (Body === undefined || typeof Body === 'string' || isArrayBuffer(Body)) return
  const hint = ArrayBuffer.isView(Body) ? ': of a view, such as a Uint8Array, give bytes.slice().buffer' : ''
  throw invalidArgument(`Body must be a string or an ArrayBuffer${hint}.`)
}
