import { type CosErrorCode, isCosError } from 'cos-miniprogram'
import { Bucket, HOST, NOW } from './example'
import { errorXml, setUpService } from './service'
import { errorOf } from './set-up'

const forbidOverwrite = { Headers: { 'x-cos-forbid-overwrite': 'true' } }

/** COS's refusals: the status, Code and Message, and what they are called here. */
const table: [status: number, Code: string, Message: string, code: CosErrorCode, retryable: boolean, more?: object][] =
  [
    [403, 'AccessDenied', 'Request has expired', 'SignatureExpired', true],
    [400, 'ExpiredToken', 'Security token has expired', 'CredentialsExpired', true],
    [403, 'InvalidAccessKeyId', 'The Access Key Id does not exist', 'CredentialsInvalid', false],
    [403, 'RequestTimeTooSkewed', 'The difference is too large', 'ClockSkew', true],
    [403, 'SignatureDoesNotMatch', 'The Signature you specified is invalid.', 'SignatureMismatch', false],
    [403, 'AccessDenied', 'Strict signature missing param', 'SignatureMismatch', false],
    [403, 'AccessDenied', 'Denied by bucket referer rule', 'AccessDenied', false],
    [403, 'AccessDenied', 'Access Denied.', 'AccessDenied', false],
    [404, 'NoSuchKey', 'The specified key does not exist.', 'NotFound', false],
    [404, 'NoSuchBucket', 'The specified bucket does not exist.', 'NotFound', false],
    [404, 'NoSuchUpload', 'The specified multipart upload does not exist.', 'NotFound', false],
    [409, 'PathConflict', 'Path conflict', 'ServiceError', true],
    [409, 'UploadConflict', 'Upload conflict', 'ServiceError', true],
    [412, 'PreconditionFailed', 'Precondition Failed', 'AlreadyExists', false, forbidOverwrite],
    [409, 'FileAlreadyExists', 'The file exists already', 'AlreadyExists', false, forbidOverwrite],
    [409, 'Occupied', 'It is there', 'AlreadyExists', false, forbidOverwrite],
    [400, 'BadDigest', 'The Content-MD5 you specified did not match', 'Integrity', true],
    [400, 'IncompleteBody', 'The body is short', 'Integrity', true],
    [400, 'EntitySizeNotMatch', 'The sizes differ', 'Integrity', true],
    [400, 'RequestTimeout', 'Your socket connection was not read in time', 'Timeout', true],
    [400, 'UserNetworkTooSlow', 'Too slow', 'Timeout', true],
    [400, 'EntityTooLarge', 'Too large', 'TooLarge', false],
    [400, 'KeyTooLong', 'The key is too long', 'InvalidArgument', false],
    [400, 'InvalidObjectName', 'Invalid name', 'InvalidArgument', false],
    [400, 'InvalidArgument', 'Invalid argument', 'InvalidArgument', false],
    [402, 'PaymentRequired', 'Pay first', 'ServiceError', false],
    [451, 'UnavailableForLegalReasons', 'Barred', 'ServiceError', false],
    [403, 'DomainAuditFailed', 'The domain is not approved', 'ServiceError', false],
    [500, 'InternalError', 'We encountered an internal error.', 'ServerError', true],
    [503, 'ServiceUnavailable', 'Please try again later.', 'ServerError', true],
    [503, 'SlowDown', 'Please reduce your request rate.', 'Throttled', true],
    [418, 'SomethingNew', 'Nobody has heard of it', 'ServiceError', false],
  ]

/** The error of a DELETE that COS refuses in this way. */
async function refused(status: number, body: string, more: object = {}): Promise<unknown> {
  const scope = { Scope: { Prefix: '', Actions: ['*'] } }
  const { cos, clock } = setUpService({
    cos: { status, body, headers: [['Content-Type', 'application/xml']] },
    answer: (_, issued) => ({ ...issued, ...scope }),
  })
  return clock.run(errorOf(cos.deleteObject({ Key: 'u/1/a b.jpg', ...more })))
}

describe("COS's refusals", () => {
  it.each(table)('%d %s: %s is %s', async (...[status, Code, Message, code, retryable, more]) => {
    const error = await refused(status, errorXml(Code, Message), more)
    expect(error).toMatchObject({ name: 'CosError', code, retryable, statusCode: status, cause: { Code, Message } })
    expect(error).toHaveProperty('message', expect.stringContaining(`${status} ${Code} ${Message}`))
    expect(error).toHaveProperty('hint', expect.stringMatching(/\S/))
    expect(isCosError(error)).toBe(true)
  })

  it.each(table)(
    '%d %s: %s is the same with Code and Message swapped',
    async (...[status, Code, Message, code, , more]) => {
      expect(await refused(status, errorXml(Message, Code), more)).toMatchObject({ code })
    },
  )

  it('carry the RequestId, as support asks for it', async () => {
    const RequestId = 'NjNkMmRhM2FfMWFiZGQzMGJfMjI4ZGVfNGYxMDQ='
    expect(await refused(404, errorXml('NoSuchKey'))).toMatchObject({ RequestId })
    const headers = [['X-Cos-Request-Id', RequestId]] as const
    const { cos, clock } = setUpService({ cos: { status: 404, headers } })
    expect(await clock.run(errorOf(cos.headObject({ Key: 'a' })))).toMatchObject({ RequestId })
  })

  it('of image processing may be JSON', async () => {
    const body = JSON.stringify({ code: 'InvalidArgument', message: 'bad picture', requestId: 'r-1' })
    expect(await refused(400, body)).toMatchObject({ code: 'InvalidArgument', RequestId: 'r-1' })
  })

  it('without a body are told by their status', async () => {
    const codes = await Promise.all([400, 403, 404, 412, 429, 500, 503].map((status) => refused(status, '')))
    expect(codes).toMatchObject([
      { code: 'ServiceError' },
      { code: 'AccessDenied' },
      { code: 'NotFound' },
      { code: 'AlreadyExists' },
      { code: 'Throttled' },
      { code: 'ServerError' },
      { code: 'ServerError' },
    ])
  })

  it('to a HEAD with 403 are SignatureExpired where the URL is over, else AccessDenied', async () => {
    const late = setUpService({
      cos: () => ({ status: 403, headers: [['Date', new Date((NOW + 1000) * 1000).toUTCString()]] }),
    })
    expect(await late.clock.run(errorOf(late.cos.headObject({ Key: 'a' })))).toMatchObject({ code: 'AccessDenied' })
  })
})

describe('a hint', () => {
  const hint = async (status: number, xml: string, more: object = {}) => {
    const error = await refused(status, xml, more)
    return isCosError(error) ? error.hint : ''
  }

  it('names the action and the key that the policy does not allow', async () => {
    expect(await hint(403, errorXml('AccessDenied'))).toBe(
      "Allow name/cos:DeleteObject on 'u/1/a b.jpg' in the policy of the credentials.",
    )
  })

  it('names any key as it is', async () => {
    const Key = "$& $1 $` {signed} {key} '"
    expect(await hint(403, errorXml('AccessDenied'), { Key })).toContain(`on '${Key}' in`)
  })

  it('says how to let mini programs through a referer list', async () => {
    expect(await hint(403, errorXml('AccessDenied', 'bucket referer rule'))).toContain('servicewechat.com')
  })

  it('names what was signed', async () => {
    const more = { Headers: { 'Content-Type': 'image/png' }, Query: { versionId: 'v' } }
    expect(await hint(403, errorXml('SignatureDoesNotMatch'), more)).toMatch(
      /signed: delete,.*versionid,content-type,host\.$/,
    )
  })

  it('names the header that was signed and did not arrive so', async () => {
    const seen = `<FormatString>delete\n/u/1/a b.jpg\n\ncontent-type=application%2Fjson&amp;host=${HOST}\n</FormatString>`
    const more = { Headers: { 'Content-Type': 'image/png', 'x-cos-acl': 'private' } }
    const text = await hint(403, errorXml('SignatureDoesNotMatch', 'no', seen), more)
    expect(text).toMatch(/signed: content-type,x-cos-acl\.$/)
    expect(Bucket).toBe('photos-1250000000')
  })

  it('names the key where all has arrived as it was signed', async () => {
    const seen = `<FormatString>delete\n/u/1/a b.jpg\n\nhost=${HOST}\n</FormatString>`
    expect(await hint(403, errorXml('SignatureDoesNotMatch', 'no', seen))).toContain('signed: the SecretKey')
  })
})
