import { encodePath, urlEncode } from './encode'
import { CosError, invalidArgument } from './errors'
import type { Pairs } from './pairs'

export interface Place {
  Bucket: string
  Region: string
  /** Custom access domain: scheme and port are optional, `{Bucket}` and `{Region}` are filled in. */
  Domain?: string
  Protocol?: 'https:' | 'http:'
  UseAccelerate?: boolean
}

export interface Address {
  /** As it goes over the wire: lower case, with its port unless that is the scheme's own. */
  host: string
  /** Scheme and host, without a slash at the end. */
  origin: string
}

const DEFAULT_DOMAIN = '{Bucket}.cos.{Region}.myqcloud.com'
const ACCELERATE_DOMAIN = '{Bucket}.cos.accelerate.myqcloud.com'
const DOMAIN = /^(?:(https?:)\/\/)?((?:[a-z0-9_-]+\.)*[a-z0-9_-]+|\[[0-9a-f:.]+\])(:\d{1,5})?\/?$/i
const CDN_DOMAIN = /\.(file\.myqcloud|cdn\.dnsv1)\.com(\.cn)?$/

/**
 * Where a bucket answers.
 * @throws CosError `InvalidArgument` for an impossible bucket, region or domain, and for a CDN domain
 */
export function bucketAddress({ Bucket, Region, Domain, Protocol, UseAccelerate }: Place): Address {
  if (typeof Bucket !== 'string' || !/^[a-z0-9][a-z0-9-]*-\d{5,}$/.test(Bucket)) {
    throw invalidArgument('Bucket must be a name with its APPID, such as photos-1250000000', Bucket)
  }
  if (typeof Region !== 'string' || !/^[a-z]+(-[a-z0-9]+)+$/.test(Region)) {
    throw invalidArgument('Region must look like ap-guangzhou', Region)
  }
  const template = Domain || (UseAccelerate ? ACCELERATE_DOMAIN : DEFAULT_DOMAIN)
  const filled = template.replace(/\{Bucket\}/gi, Bucket).replace(/\{Region\}/gi, Region)
  const [, ownScheme, name = '', port = ''] = DOMAIN.exec(filled) ?? []
  if (!name) throw invalidArgument('Domain must be a host with an optional scheme and port', filled)
  const scheme = (ownScheme ?? Protocol ?? 'https:').toLowerCase()
  if (scheme !== 'https:' && scheme !== 'http:') throw invalidArgument("Protocol must be 'https:' or 'http:'", Protocol)
  const hostname = name.toLowerCase()
  if (CDN_DOMAIN.test(hostname)) {
    throw new CosError('InvalidArgument', `Domain must be a COS domain, not the CDN domain ${hostname}`, {
      hint: 'COS signatures do not work on CDN domains: use the default domain, or a custom one of the bucket itself.',
    })
  }
  const host = hostname + (port === (scheme === 'https:' ? ':443' : ':80') ? '' : port.replace(/^:0+(?=\d)/, ':'))
  return { host, origin: scheme + '//' + host }
}

/** `name=value&…`, encoded, in the order given. */
export function formatQuery(query: Pairs): string {
  return query.map(([name, value]) => urlEncode(name) + '=' + urlEncode(value)).join('&')
}

/** The URL without a signature. */
export function plainUrl(origin: string, key: string, query: Pairs): string {
  const text = formatQuery(query)
  return origin + encodePath(key) + (text && '?' + text)
}
