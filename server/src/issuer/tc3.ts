import { createHash, createHmac } from 'node:crypto'

/** One call of an API of Tencent Cloud. */
export interface Tc3Request {
  /** Also in the `Host` header. */
  host: string
  /** The first label of the API's domain, such as `sts`; a host inside Tencent Cloud has it too. */
  service: string
  contentType: string
  body: string
  /** UNIX seconds. */
  timestamp: number
}

/** The permanent key that signs. */
export interface Tc3Key {
  secretId: string
  secretKey: string
}

const ALGORITHM = 'TC3-HMAC-SHA256'
const SIGNED_HEADERS = 'content-type;host'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest()

/**
 * The `Authorization` header of a POST to `/`.
 * @see https://cloud.tencent.com/document/api/1312/48171
 */
export function tc3Authorization(request: Tc3Request, { secretId, secretKey }: Tc3Key): string {
  const { service, timestamp } = request
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const credentialScope = `${date}/${service}/tc3_request`
  const stringToSign = [ALGORITHM, timestamp, credentialScope, sha256(canonicalRequest(request))].join('\n')
  const signingKey = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  const signature = hmac(signingKey, stringToSign).toString('hex')
  return `${ALGORITHM} Credential=${secretId}/${credentialScope}, SignedHeaders=${SIGNED_HEADERS}, Signature=${signature}`
}

function canonicalRequest({ host, contentType, body }: Tc3Request): string {
  const canonicalHeaders = `content-type:${contentType}\nhost:${host}\n`
  return ['POST', '/', '', canonicalHeaders, SIGNED_HEADERS, sha256(body)].join('\n')
}
