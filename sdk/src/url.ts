import { urlEncode } from './encode'
import { invalidArgument } from './errors'
import type { Pairs } from './pairs'
import { formatHeaders, type FormattedPairs } from './signer'

export interface Place {
  Bucket: string
  Region: string
  /** Custom access domain: scheme and port are optional, `{Bucket}` and `{Region}` are filled in. */
  Domain: string | undefined
  Protocol: string | undefined
}

/** Where a bucket answers. */
export interface Address {
  /** As it goes over the wire: lower case, with its port unless that is the scheme's own. */
  host: string
  /** Scheme and host, without a slash at the end. */
  origin: string
  /** The one header of most requests, ready to be signed. */
  hostHeader: FormattedPairs
}

export const DEFAULT_DOMAIN = '{Bucket}.cos.{Region}.myqcloud.com'
export const ACCELERATE_DOMAIN = '{Bucket}.cos.accelerate.myqcloud.com'

/** @throws CosError `InvalidArgument` for an impossible bucket, region or domain, and for a CDN domain */
export function bucketAddress({ Bucket, Region, Domain = DEFAULT_DOMAIN, Protocol = 'https:' }: Place): Address {
  if (!/^[a-z0-9][a-z0-9-]*-\d{5,}$/.test(Bucket)) {
    throw invalidArgument('Bucket must be a name with its APPID, such as photos-1250000000', Bucket)
  }
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(Region)) throw invalidArgument('Region must look like ap-guangzhou', Region)
  const url = Domain.replace(/\{Bucket\}/gi, Bucket)
    .replace(/\{Region\}/gi, Region)
    .toLowerCase()
  const [, scheme = Protocol, name, port = ''] = /^(?:(\w+:)\/\/)?([\w.-]+|\[[\da-f:]+\])(:\d+)?\/?$/.exec(url) ?? []
  if (!name || !/^https?:$/.test(scheme)) {
    throw invalidArgument('Domain must be a host, with http: or https: and a port if need be', scheme + '//' + url)
  }
  if (/\.(file\.myqcloud|cdn\.dnsv1)\.com/.test(name)) {
    throw invalidArgument(
      'Domain must be a domain of the bucket itself',
      name,
      'COS signatures do not work on CDN domains.',
    )
  }
  const host = name + (port === (scheme === 'http:' ? ':80' : ':443') ? '' : port)
  return { host, origin: scheme + '//' + host, hostHeader: formatHeaders([['host', host]]) }
}

/** `?name=value&…`, encoded, in the order given; nothing where there is nothing. */
export function formatQuery(query: Pairs): string {
  return query.map(([name, value], index) => `${index ? '&' : '?'}${urlEncode(name)}=${urlEncode(value)}`).join('')
}
