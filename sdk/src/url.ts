import { urlEncode } from './encode'
import { check } from './errors'
import type { Pairs } from './pairs'
import type { CredentialsRequest } from './types'

/** Where a bucket answers, and the header that says it: in lower case, with its port unless that is the default. */
export type Address = readonly [origin: string, host: Pairs]

/**
 * @param Domain custom access domain: scheme and port are optional, `{Bucket}` and `{Region}` are filled in
 * @throws CosError `InvalidArgument` for an impossible bucket, region or domain, and for a CDN domain
 */
export function bucketAddress(Bucket: string, Region: string, Domain: string, Protocol: string): Address {
  const place = `${Bucket} in ${Region}`
  check(
    /^[a-z0-9-]+-\d{5,} in [a-z]+-[a-z0-9-]+$/.test(place),
    'Bucket and Region must look like photos-1250000000 in ap-guangzhou',
    place,
  )
  const origin = (Domain.includes('://') ? Domain : Protocol + '//' + Domain)
    .replace('{Bucket}', Bucket)
    .replace('{Region}', Region)
    .toLowerCase()
    .replace(/(http:.*):80\/?$|(https:.*):443\/?$|\/$/, '$1$2')
  check(
    /^https?:\/\/(?!.*\.(file\.myqcloud|cdn\.dnsv1)\.com)[\w.-]+(:\d+)?$/.test(origin),
    'Domain must be a host with http or https, and no CDN: COS signatures do not work there',
    origin,
  )
  return [origin + '/', { host: origin.replace(/.*\//, '') }]
}

/** `name=value&…`, encoded, in the order given. */
export function formatQuery(query: Pairs | CredentialsRequest): string {
  return Object.entries(query)
    .map((pair) => pair.map(urlEncode).join('='))
    .join('&')
}

/** A URL with more parameters, if there are any. */
export function withQuery(url: string, query: string): string {
  return query ? url + (url.includes('?') ? '&' : '?') + query : url
}
