import { Presigner, type PresignedRequest } from 'cos-miniprogram/presign'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import { settings } from './settings.js'

const signer = new Presigner({
  Bucket: settings.COS_BUCKET,
  Region: settings.COS_REGION,
  Domain: settings.COS_DOMAIN,
  SecretId: settings.TENCENT_SECRET_ID,
  SecretKey: settings.TENCENT_SECRET_KEY,
})

const fields = z.record(z.string(), z.string())

/** What the SDK hands to `signUrl`. */
export const RequestToSign = z.object({
  Method: z.enum(['GET', 'PUT', 'HEAD', 'POST', 'DELETE']),
  Key: z.string(),
  Query: fields.default({}),
  Headers: fields.default({}),
})

/**
 * What uploads and downloads carry. All else is refused: above all what opens an object to others, or takes its content
 * from elsewhere (`acl`, `x-cos-acl`, `x-cos-grant-*`, `x-cos-copy-source`).
 */
const QUERY =
  /^(uploads|uploadid|partnumber|max-parts|part-number-marker|encoding-type|imagemogr2\/thumbnail\/[\w!<>@]+)$/i
const HEADERS = /^(content-(type|length|md5)|range|if-[a-z-]+|cache-control|x-cos-forbid-overwrite|x-cos-meta-[\w-]+)$/i

/** Signs one request to an object of this user. @param folder - of the session, never of the request */
export function signFor(folder: string, request: z.infer<typeof RequestToSign>): Promise<PresignedRequest> {
  const { Method, Key, Query, Headers } = request
  const isAllowed =
    Key.startsWith(folder) &&
    Object.keys(Query).every((name) => QUERY.test(name)) &&
    Object.keys(Headers).every((name) => HEADERS.test(name))
  if (!isAllowed) throw new HTTPException(403, { message: 'this is not yours to sign' })
  return signer.presign({ Method, Key, Query, Headers, Expires: 900 })
}
