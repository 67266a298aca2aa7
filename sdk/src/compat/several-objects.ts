/** Calls for several objects at once. */
import { invalidArgument } from '../errors/cos-error'
import { needsOf } from '../official/credentials-needed'
import { asRecord, asText } from '../platform/as-record'
import type { ClientContext } from '../request/client-context'
import { sendRequestToCos } from '../request/send-signed'
import { hexToBase64 } from '../transfer/base64'
import type {
  DeleteMultipleObjectParams,
  DeleteMultipleObjectResult,
  PutObjectCopyParams,
  PutObjectCopyResult,
} from '../types/official-objects'
import { resultOf } from './result'
import { md5 } from './md5'
import { requestFor } from './params'
import { listOf, xmlToObject, type XmlObject } from './xml-object'

/**
 * The body goes with its MD5, as COS's documents have it.
 * @see https://cloud.tencent.com/document/product/436/8289
 */
export async function deleteMultipleObject(
  context: ClientContext,
  params: DeleteMultipleObjectParams,
): Promise<DeleteMultipleObjectResult> {
  const { Bucket = '', Region = '', Objects, Quiet } = params
  const objects = ([] as DeleteMultipleObjectParams['Objects'][number][]).concat(Objects || [])
  if (objects.length === 0) throw invalidArgument('deleteMultipleObject needs a list of keys, as Objects.')
  const Scope = objects.map(({ Key }) => scopeOf('DeleteObject', Bucket, Region, Key))
  const body = `<Delete>${objects.map(objectElement).join('')}<Quiet>${!!Quiet}</Quiet></Delete>`
  const request = requestFor(params, {
    Method: 'POST',
    Key: '',
    listing: { Prefix: '' },
    Query: { delete: '' },
    Headers: { 'content-type': 'application/xml', 'content-md5': hexToBase64(md5(body)) },
    needs: needsOf({ Bucket, Region, Scope }),
    body,
  })
  const response = await sendRequestToCos(context, request)
  const result = Object.assign({}, xmlToObject(response.data).DeleteResult) as XmlObject
  const outcome = Object.assign(result, { Deleted: listOf(result.Deleted), Error: listOf(result.Error) })
  return resultOf(response, outcome) as unknown as DeleteMultipleObjectResult
}

/** @see https://cloud.tencent.com/document/product/436/10881 */
export async function putObjectCopy(context: ClientContext, params: PutObjectCopyParams): Promise<PutObjectCopyResult> {
  const { Bucket = '', Region = '', Key } = params
  const source = SOURCE.exec(asText(params.CopySource))
  if (!source) throw invalidArgument('CopySource must be like photos-1250000000.cos.ap-guangzhou.myqcloud.com/a.jpg.')
  const [, sourceBucket = '', sourceRegion = '', sourceKey = ''] = source
  const Scope = [
    scopeOf('GetObject', sourceBucket, sourceRegion, decode(sourceKey)),
    scopeOf('PutObject', Bucket, Region, Key),
  ]
  const request = requestFor(params, { Method: 'PUT', needs: needsOf({ Bucket, Region, Scope }) })
  const response = await sendRequestToCos(context, request)
  return resultOf(response, asRecord(xmlToObject(response.data).CopyObjectResult)) as unknown as PutObjectCopyResult
}

/** `photos-1250000000.cos.ap-guangzhou.myqcloud.com/a.jpg`. */
const SOURCE = /^([^./]+-\d+)\.cos(?:v6|-cdc|-internal)?\.([^.]+)\.(?:myqcloud\.com|tencentcos\.cn)\/([^?]+)/

function scopeOf(action: string, bucket: string, region: string, prefix: string) {
  return { action: `name/cos:${action}`, bucket, region, prefix }
}

function decode(key: string): string {
  try {
    return decodeURIComponent(key)
  } catch {
    throw invalidArgument('The key in CopySource must be URL-encoded.')
  }
}

/** `<Object><Key>a&amp;b.jpg</Key></Object>`. */
function objectElement({ Key, VersionId }: { Key: string; VersionId?: string }): string {
  const version = VersionId ? `<VersionId>${escapeXml(VersionId)}</VersionId>` : ''
  return `<Object><Key>${escapeXml(Key)}</Key>${version}</Object>`
}

function escapeXml(text: string): string {
  return asText(text).replace(/[^\w /.-]/gu, (character) => `&#${character.codePointAt(0)};`)
}
