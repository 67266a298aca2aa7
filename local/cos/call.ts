import { conditionContext } from './access/condition'
import type { RawRequest, RawResponse } from './handler'
import type { Headers } from './message/headers'
import type { Identity } from './access/identity'
import { accessDenied, noSuchVersion } from './message/rejection'
import type { Service } from './service'
import type { Target } from './message/target'

/** One request, taken apart; its signature, if it has one, is good. */
export interface Call {
  method: string
  target: Target
  headers: Headers
  body: RawRequest['body']
  remoteAddress: string | undefined
  bucket: string
  /** Empty for the bucket itself. */
  key: string
  /** When it came, in milliseconds since the epoch. */
  now: number
  /** `undefined` where nobody signed. */
  identity: Identity | undefined
}

/** What COS can do with a call. */
export type Operation = (call: Call, service: Service) => Promise<RawResponse>

/** @throws {Rejection} `AccessDenied` unless who signed may do `action`, such as `PutObject`, to the key */
export function authorize(call: Call, service: Service, action: string, key = call.key): void {
  const { identity, bucket } = call
  if (!identity) throw accessDenied()
  const context = conditionContext(call.headers, call.target.parameters, call.remoteAddress)
  const request = { action: `name/cos:${action}`, resource: resourceOf(service.Region, bucket, key), context }
  if (!identity.isAllowed(request)) throw accessDenied()
}

/**
 * Objects here have no version but the latest.
 * @throws {Rejection} `NoSuchVersion` where a request names another
 */
export function checkVersion({ target }: Call): void {
  const version = target.parameters.get('versionid') ?? ''
  if (version !== '' && version !== 'null') throw noSuchVersion()
}

function resourceOf(region: string, bucket: string, key: string): string {
  const appId = bucket.slice(bucket.lastIndexOf('-') + 1)
  return `qcs::cos:${region}:uid/${appId}:${bucket}/${key}`
}
