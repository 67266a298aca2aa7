import { invalidArgument } from '../errors'
import type { UploadParams } from '../types'
import { MIN_PART } from './plan'

/** What callers say of an upload, checked where it enters. @throws CosError `InvalidArgument` */
export function checkUpload({
  FilePath,
  Body,
  Metadata,
  partSize,
  partConcurrency,
  partThreshold,
}: UploadParams): void {
  if ((FilePath === undefined) === (Body === undefined)) {
    throw invalidArgument('Either FilePath or Body must be given', Body === undefined ? 'neither' : 'both')
  }
  if (FilePath !== undefined && (typeof FilePath !== 'string' || FilePath === '')) {
    throw invalidArgument('FilePath must be the path of a file', FilePath)
  }
  if (partSize !== undefined && !(Number.isInteger(partSize) && partSize >= MIN_PART)) {
    throw invalidArgument('partSize must be a whole number of bytes, at least 1 MiB', partSize)
  }
  if (partConcurrency !== undefined && !(Number.isInteger(partConcurrency) && partConcurrency >= 1)) {
    throw invalidArgument('partConcurrency must be a whole number, at least 1', partConcurrency)
  }
  if (partThreshold !== undefined && !(partThreshold >= 0)) {
    throw invalidArgument('partThreshold must be a number of bytes', partThreshold)
  }
  for (const [name, value] of Object.entries(Metadata ?? {})) checkMetadata(name, value)
}

/** HTTP carries nothing but ASCII there, and whoever reads it would have to know of any other encoding. */
function checkMetadata(name: string, value: unknown): void {
  if (!/^[\w-]+$/.test(name)) throw invalidArgument('A name in Metadata must be of letters, digits, - and _', name)
  if (typeof value !== 'string' || !/^[\x20-\x7e]*$/.test(value)) {
    throw invalidArgument(
      `Metadata['${name}'] must be one line of ASCII`,
      value,
      'Encode other text, with encodeURIComponent for example, and decode it where it is read.',
    )
  }
}

/** What an object is stored with; the content type is always said, since the platform would say `application/json`. */
export function objectHeaders(
  { Headers, Metadata, ContentType }: UploadParams,
  detected: string,
): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(Headers ?? {})) headers[name.toLowerCase()] = value
  for (const [name, value] of Object.entries(Metadata ?? {})) headers[`x-cos-meta-${name.toLowerCase()}`] = value
  headers['content-type'] = ContentType ?? headers['content-type'] ?? detected
  return headers
}
