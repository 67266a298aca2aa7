import type { Core } from './core'
import { CosError } from './errors'
import { placeOf, send, type SendParams } from './exchange'
import { checkNumber } from './numbers'
import { textOf } from './response'
import type { HeadObjectResult, ListParams, ListResult, Method, ObjectParams } from './types'
import { xmlElements, xmlText } from './xml'

const META = 'x-cos-meta-'

function requestFor(Method: Method, params: ObjectParams): SendParams {
  const { Query, Headers } = params
  return Object.assign({ Method, Query, Headers }, placeOf(params))
}

/** What COS says of an object, without its content. @see https://cloud.tencent.com/document/product/436/7745 */
export async function headObject(core: Core, params: ObjectParams): Promise<HeadObjectResult> {
  const { headers } = await send(core, requestFor('HEAD', params))
  const Metadata: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(META)) Metadata[name.slice(META.length)] = value
  }
  return {
    Size: Number(headers['content-length'] || 0),
    ETag: headers.etag || '',
    ContentType: headers['content-type'] || '',
    LastModified: headers['last-modified'] || '',
    Metadata,
  }
}

/** @see https://cloud.tencent.com/document/product/436/7743 */
export async function deleteObject(core: Core, params: ObjectParams): Promise<void> {
  await send(core, requestFor('DELETE', params))
}

/** One page of a folder. Keys come encoded, since XML cannot express all of them. */
export async function listObjects(core: Core, params: ListParams): Promise<ListResult> {
  const { Bucket, Region, Prefix = '', Delimiter, Marker, MaxKeys } = params
  checkNumber('MaxKeys', MaxKeys, 1, 1000)
  const Query: Record<string, string | number> = { prefix: Prefix, 'encoding-type': 'url' }
  if (Delimiter) Query.delimiter = Delimiter
  if (Marker) Query.marker = Marker
  if (MaxKeys) Query['max-keys'] = MaxKeys
  return readList(textOf(await send(core, { Bucket, Region, Key: '', Prefix, Query })))
}

function readList(xml: string): ListResult {
  const Contents = xmlElements(xml, 'Contents').map((entry) => ({
    Key: decoded(entry, 'Key'),
    Size: Number(xmlText(entry, 'Size')),
    ETag: xmlText(entry, 'ETag'),
    LastModified: xmlText(entry, 'LastModified'),
  }))
  const list: ListResult = {
    Contents,
    CommonPrefixes: xmlElements(xml, 'CommonPrefixes').map((entry) => decoded(entry, 'Prefix')),
  }
  if (xmlText(xml, 'IsTruncated') === 'true') {
    const [last] = Contents.slice(-1)
    list.NextMarker = decoded(xml, 'NextMarker') || (last && last.Key)
  }
  return list
}

function decoded(xml: string, name: string): string {
  try {
    return decodeURIComponent(xmlText(xml, name).replace(/\+/g, ' '))
  } catch {
    throw new CosError('ServiceError', `COS listed a ${name} that is not URL-encoded`, { hint: 'Try again.' })
  }
}
