import type { UploadParams } from '../../types/transfers'

/** Parameters of the official SDK that are headers, besides `x-cos-*`. */
const HEADER_NAMES: Readonly<Record<string, string>> = {
  CacheControl: 'cache-control',
  ContentDisposition: 'content-disposition',
  ContentEncoding: 'content-encoding',
  StorageClass: 'x-cos-storage-class',
  ACL: 'x-cos-acl',
}

/** Parameters that only uploads have, in the words of the official SDK. */
export const UPLOAD_PARAMS = RegExp(`^(x-cos-.+|SliceSize|${Object.keys(HEADER_NAMES).join('|')})$`)

/** The headers that parameters are, with names in lower case. */
export function headersOfParams(params: UploadParams): Record<string, string> {
  const headers: Record<string, string> = {}
  Object.entries(params).forEach(([name, value]) => {
    const header = HEADER_NAMES[name] || (name.startsWith('x-cos-') && name.toLowerCase())
    if (header && value !== undefined && value !== null) headers[header] = String(value)
  })
  return headers
}
