import type { IssuedCredentials } from './issued-credentials'
import { fieldOf, takeApart, type UrlPart } from './url-parts'

/** What this page calls of `cos-wx-sdk-v5`, which ships no types. */
export interface OfficialSdk {
  getAuthorization(params: object): string
  new (options: object): {
    getObjectUrl(params: object, callback: (error: unknown, data: { Url: string }) => void): string
  }
}

/** One field, as both sign it. */
export interface ComparedField {
  name: string
  ours: string
  official: string
  equal: boolean
}

/** What was signed, and where. */
export interface SignedRequest {
  url: string
  method: string
  headers: Readonly<Record<string, string>>
  Bucket: string
  Region: string
  Expires: number
}

/** Has the official SDK sign the same request with the same key for the same time: each field has to be equal. */
export function compareForSameTime(
  official: OfficialSdk,
  request: SignedRequest,
  issued: IssuedCredentials,
): ComparedField[] {
  const ours = takeApart(request.url)
  const authorization = official.getAuthorization({
    SecretId: issued.SecretId,
    SecretKey: issued.SecretKey,
    Method: request.method,
    Pathname: `/${ours.key}`,
    Query: Object.fromEntries(ours.query.map(({ name, value }) => [name, value])),
    Headers: { ...request.headers, Host: ours.origin.replace(/^.*\/\//, '') },
    KeyTime: fieldOf(ours, 'q-key-time'),
  })
  return compareFields(ours.signature, fieldsOf(authorization))
}

/** What the official SDK makes of it left to itself: its own start and end. */
export async function compareAsUsual(
  official: OfficialSdk,
  request: SignedRequest,
  issued: IssuedCredentials,
): Promise<ComparedField[]> {
  const ours = takeApart(request.url)
  const url = await officialUrl(official, request, issued)
  return compareFields(ours.signature, takeApart(url).signature)
}

/** `getObjectUrl` of the official SDK, as its documents show it. */
export function officialUrl(official: OfficialSdk, request: SignedRequest, issued: IssuedCredentials): Promise<string> {
  const ours = takeApart(request.url)
  const client = new official({
    Domain: ours.origin.replace(/^.*\/\//, ''),
    Protocol: ours.origin.replace(/\/\/.*$/, ''),
    getAuthorization: (_: object, callback: (answer: object) => void) =>
      callback({
        TmpSecretId: issued.SecretId,
        TmpSecretKey: issued.SecretKey,
        SecurityToken: issued.SecurityToken,
        StartTime: issued.StartTime,
        ExpiredTime: issued.ExpiredTime,
      }),
  })
  const { Bucket, Region, Expires, method: Method, headers: Headers } = request
  const Query = Object.fromEntries(ours.query.map(({ name, value }) => [name, value]))
  return new Promise((resolve, reject) => {
    client.getObjectUrl(
      { Bucket, Region, Key: ours.key, Sign: true, Expires, Method, Headers, Query },
      (error, data) => {
        if (error) reject(error)
        else resolve(data.Url)
      },
    )
  })
}

/** Milliseconds that one of many signatures takes. */
export function timeOf(sign: () => unknown, now: () => number = Date.now, rounds = 100): number {
  const start = now()
  for (let round = 0; round < rounds; round++) sign()
  return (now() - start) / rounds
}

/** The fields of an `Authorization` value: in it, nothing is encoded but what the URL would encode once more. */
function fieldsOf(authorization: string): UrlPart[] {
  return authorization.split('&').map((pair) => {
    const equals = pair.indexOf('=')
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1) }
  })
}

function compareFields(ours: readonly UrlPart[], official: readonly UrlPart[]): ComparedField[] {
  return ours.map(({ name, value }) => {
    const other = official.find((part) => part.name === name)?.value ?? ''
    return { name, ours: value, official: other, equal: value === other }
  })
}
