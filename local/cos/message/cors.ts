import { answer, type AnswerHeaders } from './answer'
import type { RawResponse } from '../handler'
import type { Headers } from './headers'
import { Rejection } from './rejection'

/** Which web pages may talk to this COS; mini programs need none of it, their stand-in in a browser does. */
export type AllowedOrigins = '*' | readonly string[]

const EXPOSED = [
  'ETag',
  'Date',
  'Content-Length',
  'Content-Range',
  'Content-Disposition',
  'Last-Modified',
  'x-cos-request-id',
  'x-cos-hash-crc64ecma',
  'x-cos-storage-class',
  'x-cos-bucket-region',
]

/** What CORS adds to every answer; `kept` are the answer's own headers, of which those of COS are exposed, too. */
export function corsHeaders(origin: string | undefined, allowed: AllowedOrigins, kept: AnswerHeaders): AnswerHeaders {
  if (origin === undefined || !isAllowed(origin, allowed)) return []
  const ofCos = kept.map(([name]) => name).filter((name) => name.startsWith('x-cos-'))
  return [
    ['Access-Control-Allow-Origin', allowed === '*' ? '*' : origin],
    ['Access-Control-Expose-Headers', [...new Set([...EXPOSED, ...ofCos])].join(',')],
    ['Vary', 'Origin'],
  ]
}

/** The answer to a browser's question before the request. @throws {Rejection} `AccessForbidden` */
export function preflight(headers: Headers, allowed: AllowedOrigins): RawResponse {
  const origin = headers.get('origin')
  if (origin === undefined || !headers.has('access-control-request-method') || !isAllowed(origin, allowed)) {
    throw new Rejection(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.')
  }
  return answer(200, [
    ['Access-Control-Allow-Methods', 'PUT,GET,POST,DELETE,HEAD'],
    ['Access-Control-Allow-Headers', headers.get('access-control-request-headers') ?? '*'],
    ['Access-Control-Max-Age', '600'],
  ])
}

function isAllowed(origin: string, allowed: AllowedOrigins): boolean {
  return allowed === '*' || allowed.includes(origin)
}
