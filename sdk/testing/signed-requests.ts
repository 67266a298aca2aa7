import type { RawHandler } from '../../local/cos/handler'
import { officialAuthorization } from '../src/request/authorization'
import type { Method } from '../src/types/signing'
import { bytesOf, headersOf } from './raw-message'

/** A permanent key. */
export interface Key {
  SecretId: string
  SecretKey: string
}

/** A bucket, and who asks. */
export interface SignedRequestsOptions {
  Bucket: string
  Region: string
  key: Key
  now: () => number
}

/** One request, past the phone and its network. */
export interface SignedRequest {
  method: Method
  /** Empty for the bucket itself. */
  Key: string
  query?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  body?: Uint8Array
}

/** What came back. */
export interface SignedAnswer {
  status: number
  /** By lower-case name. */
  headers: Record<string, string>
  body: Uint8Array
}

/** Sends requests to COS that are signed by a permanent key: no phone, no network, no fault in between. */
export function signedRequests(handler: RawHandler, { Bucket, Region, key, now }: SignedRequestsOptions) {
  const host = `${Bucket}.cos.${Region}.myqcloud.com`
  return async ({ method, Key, query = {}, headers = {}, body = new Uint8Array() }: SignedRequest) => {
    const signed = { ...headers, host }
    const about = { Method: method, Key, Query: query, Headers: signed, now }
    const authorization = officialAuthorization({ ...key, ...about })
    const response = await handler({
      method,
      target: targetOf(Key, query),
      headers: Object.entries({ ...signed, authorization, 'content-length': String(body.length) }),
      body: (async function* () {
        yield body
      })(),
    })
    const answer: SignedAnswer = {
      status: response.status,
      headers: headersOf(response),
      body: await bytesOf(response.body),
    }
    return answer
  }
}

function targetOf(Key: string, query: Readonly<Record<string, string>>): string {
  const path = Key.split('/').map(encodeURIComponent).join('/')
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `/${path}?${parameters.join('&')}`
}
