import { urlEncode } from './encode'
import { invalidArgument } from './errors'
import type { Pairs } from './pairs'
import { formatParameters, type FormattedPairs } from './signer'

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

/** Scheme, name and port; of no CDN domain. */
const ADDRESS = /^(https?:)\/\/(?!.*\.(?:file\.myqcloud|cdn\.dnsv1)\.com)([\w.-]+|\[[\da-f:]+\])(:\d+)?\/?$/

/**
 * @param Domain custom access domain: scheme and port are optional, `{Bucket}` and `{Region}` are filled in
 * @throws CosError `InvalidArgument` for an impossible bucket, region or domain, and for a CDN domain
 */
export function bucketAddress(Bucket: string, Region: string, Domain: string, Protocol: string): Address {
  if (!/^[a-z0-9][a-z0-9-]*-\d{5,}$/.test(Bucket)) {
    throw invalidArgument('Bucket must be a name with its APPID, such as photos-1250000000', Bucket)
  }
  if (!/^[a-z]+(-[a-z0-9]+)+$/.test(Region)) throw invalidArgument('Region must look like ap-guangzhou', Region)
  const url = (/:\/\//.test(Domain) ? Domain : Protocol + '//' + Domain)
    .replace(/\{Bucket\}/gi, Bucket)
    .replace(/\{Region\}/gi, Region)
    .toLowerCase()
  const [, scheme, name, port] = ADDRESS.exec(url) || []
  if (!name) {
    throw invalidArgument(
      'Domain must be a host of the bucket itself, with http: or https: and a port if need be',
      url,
      'COS signatures do not work on CDN domains.',
    )
  }
  const host = port && port !== (scheme === 'http:' ? ':80' : ':443') ? name + port : name
  return { host, origin: scheme + '//' + host, hostHeader: formatParameters([['host', host]]) }
}

/** `?name=value&…`, encoded, in the order given; nothing where there is nothing. */
export function formatQuery(query: Pairs): string {
  return query.map(([name, value], index) => `${index ? '&' : '?'}${urlEncode(name)}=${urlEncode(value)}`).join('')
}
