/**
 * What a host name of COS means; `region` is missing where the name leads to all of them.
 * https://www.tencentcloud.com/document/product/436/6224
 */
export type CosHost =
  | { kind: 'bucket'; bucket: string; region?: string }
  /** The buckets of an account. */
  | { kind: 'service'; region?: string }
  /** Of something that is not here: websites, image processing and other products. */
  | { kind: 'other' }

const DOMAIN = /\.(?:myqcloud\.com|tencentcos\.cn|localhost)(?::\d{1,5})?$/i
const BUCKET = /^([a-z0-9][a-z0-9-]*-\d+)\.cos(?:v6|-cdc|-internal)?\.([a-z0-9-]+)$/
const SERVICE = /^(?:service\.cos|cos\.([a-z0-9-]+))$/

/** Whether it is a name below Tencent's own domains, or `localhost`: no web page can lead such a name elsewhere. */
export function isCosHost(host: string): boolean {
  return DOMAIN.test(host)
}

/** `undefined` for any other name, such as `127.0.0.1:5182`. */
export function readHost(host: string): CosHost | undefined {
  if (!isCosHost(host)) return undefined
  const name = host.replace(DOMAIN, '').toLowerCase()
  const [, bucket, region] = BUCKET.exec(name) ?? []
  if (bucket !== undefined && region === 'accelerate') return { kind: 'bucket', bucket }
  if (bucket !== undefined && region !== undefined) return { kind: 'bucket', bucket, region }
  const service = SERVICE.exec(name)
  if (!service) return { kind: 'other' }
  return service[1] === undefined ? { kind: 'service' } : { kind: 'service', region: service[1] }
}
