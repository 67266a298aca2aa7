import { answer, httpDate, type AnswerHeaders } from '../message/answer'
import { authorize, checkVersion, type Call, type Operation } from '../call'
import { headerBytes } from '../message/headers'
import { findProcessing } from '../image/processing'
import { processedAnswer } from '../image/answer'
import { checkReadable, restoreState } from '../catalog/archive'
import { objectSize, type StoredObject } from '../catalog/objects'
import { checkPreconditions, isRangeWanted } from '../message/precondition'
import { KEPT_HEADERS } from '../catalog/properties'
import { readTrafficLimit, throttle } from '../message/traffic-limit'
import { readRange } from '../message/range'
import { invalidArgument, noSuchKey } from '../message/rejection'
import type { Service } from '../service'

/** GET Object, and its processing where the query asks for one. */
export const getObject: Operation = async (call, service) => {
  const object = findReadable(call, service, 'GetObject')
  checkReadable(object, call.now)
  const limit = readTrafficLimit(call)
  const headers = overrideHeaders(objectHeaders(object, call.now), call)
  if (checkPreconditions(call.headers, object) === 'not-modified') return answer(304, headers)
  const processing = findProcessing(call.target.parameters)
  if (processing) return processedAnswer(processing, object, service.contents)

  const size = objectSize(object)
  const range = isRangeWanted(call.headers, object) ? readRange(call.headers.get('range'), size) : undefined
  const { start, end } = range ?? { start: 0, end: size }
  const length: [string, string] = ['Content-Length', String(end - start)]
  const body = throttle(service.contents.read(object.content, start, end), limit, service.sleep)
  if (!range) return { status: 200, headers: [...headers, length], body }
  const contentRange: [string, string] = ['Content-Range', `bytes ${start}-${end - 1}/${size}`]
  return { status: 206, headers: [...headers, contentRange, length], body }
}

/** HEAD Object. */
export const headObject: Operation = async (call, service) => {
  const object = findReadable(call, service, 'HeadObject')
  const headers = objectHeaders(object, call.now)
  if (checkPreconditions(call.headers, object) === 'not-modified') return answer(304, headers)
  return { ...answer(200), headers: [...headers, ['Content-Length', String(objectSize(object))]] }
}

function findReadable(call: Call, service: Service, action: string): StoredObject {
  const object = service.objects.get(call.bucket, call.key)
  const isPublic = !call.identity && object?.acl === 'public-read'
  if (!isPublic) authorize(call, service, action)
  if (!object) throw noSuchKey()
  checkVersion(call)
  return object
}

function objectHeaders(object: StoredObject, now: number): AnswerHeaders {
  const storageClass = object.storageClass === 'STANDARD' ? [] : [['x-cos-storage-class', object.storageClass] as const]
  return [
    ['Content-Type', object.contentType],
    ['Accept-Ranges', 'bytes'],
    ['ETag', object.etag],
    ['Last-Modified', httpDate(object.lastModified)],
    ['x-cos-hash-crc64ecma', object.crc64],
    ['x-cos-object-type', object.appendable ? 'appendable' : 'normal'],
    ...storageClass,
    ...restoreHeader(object, now),
    ...(object.appendable ? [['x-cos-next-append-position', String(objectSize(object))] as const] : []),
    ...(object.tags?.length ? [['x-cos-tagging-count', String(object.tags.length)] as const] : []),
    ...Object.entries(object.headers),
  ]
}

function restoreHeader(object: StoredObject, now: number): AnswerHeaders {
  const state = restoreState(object, now)
  if (!object.restore || state === undefined) return []
  const expiry = `ongoing-request="false", expiry-date="${httpDate(object.restore.expiresAt)}"`
  return [['x-cos-restore', state === 'ongoing' ? 'ongoing-request="true"' : expiry]]
}

/** `response-content-type` and its like say what the answer's headers are to be. */
function overrideHeaders(headers: AnswerHeaders, { target, identity }: Call): AnswerHeaders {
  const overrides = ['content-type', ...KEPT_HEADERS].flatMap((name) => {
    const value = target.parameters.get(`response-${name}`)
    return value === undefined ? [] : [[name, checkedText(value)] as const]
  })
  if (overrides.length === 0) return headers
  if (!identity) throw invalidArgument('Request specific response headers cannot be used for anonymous requests.')
  const replaced = new Set(overrides.map(([name]) => name))
  return [...headers.filter(([name]) => !replaced.has(name.toLowerCase())), ...overrides]
}

function checkedText(value: string): string {
  if (/[^\P{Cc}\t]/u.test(value)) throw invalidArgument('A response header must not hold control characters.')
  return headerBytes(value)
}
