import { invalidArgument, shown, wrongValue } from '../errors/cos-error'
import { canonicalPairs, type CanonicalPairs } from '../signature/signature'
import type { StringMap } from '../signature/string-map'

/** Where a bucket answers. */
export interface BucketAddress {
  /** With its slash. */
  readonly origin: string
  /** In lower case, with its port unless that is the default. */
  readonly hostHeader: StringMap
  readonly canonicalHost: CanonicalPairs
}

/** What names a bucket's address. The placeholders in the domain are filled in; a scheme in it wins. */
export interface BucketName {
  Bucket: string
  Region: string
  Domain: string
  Protocol: string
}

/** Example: `photos-1250000000`. */
const BUCKET = /^[a-z0-9][a-z0-9-]*-\d{5,}$/
/** Example: `ap-guangzhou`; the official SDK takes `accelerate`, too. */
const REGION = /^([a-z]+(-[a-z0-9]+)+|accelerate)$/
/** Example: `https://files.example.com:8443`. */
const ORIGIN = /^https?:\/\/[a-z0-9_.-]+(:\d{1,5})?$/
/** Domains of Tencent's CDN, on which COS signatures do not work. Example: `photos-1250000000.file.myqcloud.com`. */
const CDN = /\.(file\.myqcloud|cdn\.dnsv1)\.com(:|$)/
/** The APPID at the end of a bucket's name, and the hyphen before it. Example: `-1250000000` */
const APP_ID = /-(?=\d+$)/
/** As the official SDK has them: `{Bucket}` is the whole name. Example: `{{Bucket}}-{{AppId}}` */
const PLACEHOLDER = /\{\w+\}|\{\{\w+\}\}/g

/** @throws CosError `InvalidArgument` for an impossible bucket, region or domain, and for a CDN domain */
export function bucketAddress({ Bucket, Region, Domain, Protocol }: BucketName): BucketAddress {
  if (!BUCKET.test(Bucket)) throw wrongValue('Bucket must look like photos-1250000000, with its APPID', Bucket)
  if (!REGION.test(Region)) throw wrongValue('Region must look like ap-guangzhou', Region)
  if (typeof Domain !== 'string') throw wrongValue('Domain must be text', Domain)
  const origin = withoutDefaultPort(
    filledIn(Domain.includes('://') ? Domain : `${Protocol}//${Domain}`, Bucket, Region)
      .toLowerCase()
      .replace(/\/$/, ''),
  )
  if (!ORIGIN.test(origin)) {
    throw wrongValue('Domain must be a host, with http: or https: where that is said', origin)
  }
  if (CDN.test(origin)) {
    throw invalidArgument(`Domain must not be a CDN domain, where COS signatures do not work, as ${shown(origin)} is.`)
  }
  const hostHeader = { host: origin.replace(/^.*\//, '') }
  return { origin: `${origin}/`, hostHeader, canonicalHost: canonicalPairs(hostHeader) }
}

/** The domain with what its placeholders stand for. Those that are not known stay, and are no host. */
function filledIn(domain: string, Bucket: string, Region: string): string {
  const [name = '', appId = ''] = Bucket.split(APP_ID)
  const values: StringMap = {
    '{bucket}': Bucket,
    '{{bucket}}': name,
    '{bucketname}': name,
    '{appid}': appId,
    '{{appid}}': appId,
    '{region}': Region,
    '{{region}}': Region,
  }
  return domain.replace(PLACEHOLDER, (placeholder) => values[placeholder.toLowerCase()] || placeholder)
}

function withoutDefaultPort(origin: string): string {
  return origin.replace(/^(http:.*):80$|^(https:.*):443$/, '$1$2')
}
