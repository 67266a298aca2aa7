import { urlEncode } from './encode'
import { check } from './errors'
import type { Pairs } from './pairs'

/** Scheme, and host with its port; of no CDN domain. */
const ADDRESS = /^(https?:\/\/)(?!.*\.(?:file\.myqcloud|cdn\.dnsv1)\.com)([\w.-]+(?::\d+)?)\/?$/

/** Where a bucket answers, and the header that says it: in lower case, with its port unless that is the default. */
export type Address = readonly [origin: string, host: Pairs]

/**
 * @param Domain custom access domain: scheme and port are optional, `{Bucket}` and `{Region}` are filled in
 * @throws CosError `InvalidArgument` for an impossible bucket, region or domain, and for a CDN domain
 */
export function bucketAddress(Bucket: string, Region: string, Domain: string, Protocol: string): Address {
  check(/^[a-z0-9][a-z0-9-]*-\d{5,}$/.test(Bucket), 'Bucket must look like photos-1250000000', Bucket)
  check(/^[a-z]+(-[a-z0-9]+)+$/.test(Region), 'Region must look like ap-guangzhou', Region)
  const url = (/:\/\//.test(Domain) ? Domain : Protocol + '//' + Domain)
    .replace(/\{Bucket\}/gi, Bucket)
    .replace(/\{Region\}/gi, Region)
    .toLowerCase()
  const [, scheme = '', given] = ADDRESS.exec(url) || []
  check(given, 'Domain must be a host, with http or https', url, 'COS signatures do not work on CDN domains.')
  const host = given.replace(scheme === 'http://' ? /:80$/ : /:443$/, '')
  return [scheme + host + '/', [['host', host]]]
}

/** `?name=value&…`, encoded, in the order given; nothing where there is nothing. */
export function formatQuery(query: Pairs): string {
  return query.map(([name, value], index) => `${index ? '&' : '?'}${urlEncode(name)}=${urlEncode(value)}`).join('')
}
