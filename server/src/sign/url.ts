import { Presigner } from 'cos-miniprogram/presign'
import type { IssuedCredentials } from '../issuer/issuer'
import type { BucketSettings } from '../settings'
import type { RequestToSign } from './action'

/** A signed request, as the client takes it. */
export interface SignedRequest {
  Url: string
  Method: RequestToSign['Method']
  /** What the request has to carry. */
  Headers: Readonly<Record<string, string>>
  ExpiredTime: number
}

/** What decides a signature, besides the request. */
export interface SigningTerms {
  bucket: BucketSettings
  issued: IssuedCredentials
  /** UNIX seconds. */
  expiredTime: number
}

/** Signs one request: host, every parameter and every header, so that nothing can be added or changed afterwards. */
export function signUrl(request: RequestToSign, { bucket, issued, expiredTime }: SigningTerms): SignedRequest {
  const { Method, Key, Query, Headers } = request
  const { tmpSecretId, tmpSecretKey, sessionToken } = issued.credentials
  const { origin, host } = new URL(/^https?:/.test(bucket.Domain) ? bucket.Domain : `https://${bucket.Domain}`)
  const authorization = Presigner.getAuthorization({
    SecretId: tmpSecretId,
    SecretKey: tmpSecretKey,
    Method,
    Key,
    Query,
    Headers: { ...Headers, host },
    KeyTime: `${issued.startTime};${expiredTime}`,
  })
  const parameters = [...Object.entries(Query), ...pairsOf(authorization), ['x-cos-security-token', sessionToken]]
  const text = parameters.map(([name = '', value = '']) => `${urlEncode(name)}=${urlEncode(value)}`).join('&')
  const path = Key.split('/').map(urlEncode).join('/')
  return { Url: `${origin}/${path}?${text}`, Method, Headers, ExpiredTime: expiredTime }
}

/** Split, not decoded: in a URL the values, which hold encoded names, are encoded once more. */
const pairsOf = (authorization: string) =>
  authorization.split('&').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)])

/** `UrlEncode` of the specification: what `encodeURIComponent` leaves is encoded too. */
const urlEncode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
