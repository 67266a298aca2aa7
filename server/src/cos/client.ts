import type { IssuedCredentials } from '../issuer/issuer'
import type { BucketSettings } from '../settings'
import type { RequestToSign } from '../sign/action'
import { signUrl } from '../sign/url'
import { elementsOf, textAt } from './xml'

/** A request to COS, as this backend itself sends it. */
export interface CosRequest {
  Method: RequestToSign['Method']
  /** Empty for the bucket itself. */
  Key: string
  Query?: Readonly<Record<string, string>>
  Headers?: Readonly<Record<string, string>>
  body?: string
  /** Parameters that are appended to the URL after it was signed. */
  unsignedQuery?: string
}

/** What COS answered. */
export interface CosAnswer {
  status: number
  /** Of an error document, COS's own words; empty where there is none. */
  code: string
  message: string
  text: string
  /** UNIX milliseconds of the answer's `Date`. */
  date: number
  /** CRC64 of the object, in decimal; empty where the answer is about none. */
  crc64: string
  /** When the object was written, in milliseconds since the epoch; NaN likewise. */
  lastModified: number
}

/** Sends one request. @throws CosUnreachable */
export type CosClient = (request: CosRequest) => Promise<CosAnswer>

/** COS gave no answer. The error of `fetch` goes no further: its text may hold the signed URL. */
export class CosUnreachable extends Error {
  override readonly name = 'CosUnreachable'
  /** `reason` is a word such as `ENOTFOUND` or `Timeout`. */
  constructor(
    host: string,
    readonly reason: string,
  ) {
    super(`COS cannot be reached at ${host}: ${reason}`)
  }
}

const TIMEOUT_MS = 20_000

/** Talks to the bucket with temporary credentials, by URLs that are signed as those of `/cos/sign`. */
export function createCosClient(
  bucket: BucketSettings,
  issued: IssuedCredentials,
  fetch = globalThis.fetch,
): CosClient {
  return async ({ Method, Key, Query = {}, Headers = {}, body, unsignedQuery }) => {
    const terms = { bucket, issued, expiredTime: issued.expiredTime }
    const { Url } = signUrl({ Method, Key, Query, Headers }, terms)
    const url = unsignedQuery === undefined ? Url : `${Url}&${unsignedQuery}`
    const init = { method: Method, headers: Headers, ...(body === undefined ? {} : { body }) }
    try {
      const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) })
      return answerFrom(response, await response.text())
    } catch (error) {
      throw new CosUnreachable(new URL(Url).host, reasonOf(error))
    }
  }
}

function answerFrom(response: Response, text: string): CosAnswer {
  const error = response.ok ? undefined : elementsOf(text, 'Error')
  return {
    status: response.status,
    code: textAt(error, 'Code'),
    message: textAt(error, 'Message'),
    text,
    date: Date.parse(response.headers.get('date') ?? ''),
    crc64: response.headers.get('x-cos-hash-crc64ecma') ?? '',
    lastModified: Date.parse(response.headers.get('last-modified') ?? ''),
  }
}

/** Of an error of the network the code alone, such as `ENOTFOUND`: it stands in the cause. */
function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'Network'
  if ('name' in error && error.name === 'TimeoutError') return 'Timeout'
  const cause = 'cause' in error ? error.cause : undefined
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code)
  return 'Network'
}
