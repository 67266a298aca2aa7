import type { ClientContext } from './client-context'
import { objectRequestOf, sendRequestToCos } from './send-signed'
import { checkNumber } from './validate'
import type { HttpResponse } from '../platform/http'
import type { HeadObjectResult, ListParams, ListResult } from '../types/objects'
import type { Method, ObjectParams } from '../types/signing'
import { xmlElements, xmlText, xmlUrlText } from './xml'

function sendFor(context: ClientContext, params: ObjectParams, Method: Method): Promise<HttpResponse> {
  return sendRequestToCos(context, objectRequestOf(params, Method))
}

/** What COS says of an object, without its content. @see https://cloud.tencent.com/document/product/436/7745 */
export function headObject(context: ClientContext, params: ObjectParams): Promise<HeadObjectResult> {
  return sendFor(context, params, 'HEAD').then(describeObject)
}

function describeObject({ headers }: HttpResponse): HeadObjectResult {
  const Metadata: Record<string, string> = {}
  Object.keys(headers).forEach((name) => {
    if (name.startsWith('x-cos-meta-')) Metadata[name.slice(11)] = headers[name] || ''
  })
  return {
    Size: Number(headers['content-length'] || 0),
    ETag: headers.etag || '',
    ContentType: headers['content-type'] || '',
    LastModified: headers['last-modified'] || '',
    Metadata,
  }
}

/** @see https://cloud.tencent.com/document/product/436/7743 */
export function deleteObject(context: ClientContext, params: ObjectParams): Promise<void> {
  return sendFor(context, params, 'DELETE').then(() => undefined)
}

/** One page of a folder. Keys come encoded, since XML cannot express all of them. */
export async function listObjects(context: ClientContext, params: ListParams): Promise<ListResult> {
  const { Bucket, Region, Prefix = '', Delimiter, Marker, MaxKeys = 1000 } = params
  checkNumber('MaxKeys', MaxKeys, 1, 1000)
  const Query = { prefix: Prefix, delimiter: Delimiter, marker: Marker, 'max-keys': MaxKeys, 'encoding-type': 'url' }
  const xml = (await sendRequestToCos(context, { Bucket, Region, Key: '', listing: { Prefix }, Query })).data
  return {
    Contents: xmlElements(xml, 'Contents').map((entry) => ({
      Key: xmlUrlText(entry, 'Key'),
      Size: Number(xmlText(entry, 'Size')),
      ETag: xmlText(entry, 'ETag'),
      LastModified: xmlText(entry, 'LastModified'),
    })),
    CommonPrefixes: xmlElements(xml, 'CommonPrefixes').map((entry) => xmlUrlText(entry, 'Prefix')),
    NextMarker: xmlUrlText(xml, 'NextMarker') || undefined,
  }
}
