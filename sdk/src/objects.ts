import type { Core } from './core'
import { send } from './exchange'
import { CosError, invalidArgument } from './errors'
import type { HeadObjectResult, ListParams, ListResult, ObjectParams } from './types'
import { xmlElements, xmlText } from './xml'

const META = 'x-cos-meta-'

/** What names an object, and nothing that would make another request of it: JavaScript hands on whatever it has. */
function objectOf({ Bucket, Region, Key, Query, Headers, Domain, Protocol }: ObjectParams): ObjectParams {
  return { Bucket, Region, Key, Query, Headers, Domain, Protocol }
}

/** What COS says of an object, without its content. @see https://cloud.tencent.com/document/product/436/7745 */
export async function headObject(core: Core, params: ObjectParams): Promise<HeadObjectResult> {
  const { headers } = await send(core, { ...objectOf(params), Method: 'HEAD' })
  const Metadata: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(META)) Metadata[name.slice(META.length)] = value
  }
  return {
    Size: Number(headers['content-length'] ?? 0),
    ETag: headers.etag ?? '',
    ContentType: headers['content-type'] ?? '',
    LastModified: headers['last-modified'] ?? '',
    Metadata,
  }
}

/** @see https://cloud.tencent.com/document/product/436/7743 */
export async function deleteObject(core: Core, params: ObjectParams): Promise<void> {
  await send(core, { ...objectOf(params), Method: 'DELETE' })
}

/** One page of a folder. Keys come encoded, since XML cannot express all of them. */
export async function listObjects(core: Core, params: ListParams): Promise<ListResult> {
  const { Bucket, Region, Prefix = '', Delimiter, Marker, MaxKeys } = params
  if (MaxKeys !== undefined && !(Number.isInteger(MaxKeys) && MaxKeys >= 1 && MaxKeys <= 1000)) {
    throw invalidArgument('MaxKeys must be a whole number from 1 to 1000', MaxKeys)
  }
  const Query: Record<string, string | number> = { prefix: Prefix, 'encoding-type': 'url' }
  if (Delimiter) Query.delimiter = Delimiter
  if (Marker) Query.marker = Marker
  if (MaxKeys) Query['max-keys'] = MaxKeys
  const { body } = await send(core, { Bucket, Region, Key: '', Prefix, Query })
  return readList(typeof body === 'string' ? body : '')
}

function readList(xml: string): ListResult {
  const Contents = xmlElements(xml, 'Contents').map((entry) => ({
    Key: decoded(entry, 'Key'),
    Size: Number(xmlText(entry, 'Size') ?? 0),
    ETag: xmlText(entry, 'ETag') ?? '',
    LastModified: xmlText(entry, 'LastModified') ?? '',
  }))
  const CommonPrefixes = xmlElements(xml, 'CommonPrefixes').map((entry) => decoded(entry, 'Prefix'))
  if (xmlText(xml, 'IsTruncated') !== 'true') return { Contents, CommonPrefixes }
  const last = Contents[Contents.length - 1]?.Key
  return { Contents, CommonPrefixes, NextMarker: decoded(xml, 'NextMarker') || last }
}

function decoded(xml: string, name: string): string {
  const text = xmlText(xml, name) ?? ''
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    throw new CosError('ServiceError', `COS listed a ${name} that is not URL-encoded`, { hint: 'Try again.' })
  }
}
