import { createHash } from 'node:crypto'
import { type CosErrorCode, isCosError } from 'cos-miniprogram'
import { REQUEST_ID } from '../../../sdk/src/request/service-error'
import {
  EXPIRED,
  NOT_YET_VALID,
  REFERER,
  serviceErrorRule,
  STRICT_SIGNATURE,
} from '../../../sdk/src/request/service-error-rules'
import { describeMismatch } from '../../../sdk/src/request/signature-mismatch'
import { Bucket, HOST, NOW, Region } from './example'
import { errorXml, setUpService } from './service'
import { errorOf } from './set-up'

const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')

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
    [403, 'AccessDenied', 'Request is not yet valid', 'ClockSkew', true],
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
    [412, 'PreconditionFailed', 'Precondition Failed', 'ServiceError', false],
    [409, 'Occupied', 'It is there', 'ServiceError', false],
    [409, 'PathConflict', 'Path conflict', 'ServiceError', true, forbidOverwrite],
    [403, 'InvalidObjectState', 'The operation is not valid for the storage class', 'ServiceError', false],
    [409, 'RestoreAlreadyInProgress', 'Object restore is already in progress', 'ServiceError', false],
    [400, 'BadDigest', 'The Content-MD5 you specified did not match', 'Integrity', true],
    [400, 'IncompleteBody', 'The body is short', 'Integrity', true],
    [400, 'EntitySizeNotMatch', 'The sizes differ', 'Integrity', true],
    [400, 'RequestTimeout', 'Your socket connection was not read in time', 'Timeout', true],
    [400, 'RequestTimeOut', 'User network is too slow', 'Timeout', true],
    [400, 'UserNetworkTooSlow', 'Too slow', 'Timeout', true],
    [400, 'EntityTooLarge', 'Too large', 'TooLarge', false],
    [400, 'KeyTooLong', 'The key is too long', 'InvalidArgument', false],
    [400, 'InvalidObjectName', 'Invalid name', 'InvalidArgument', false],
    [400, 'InvalidArgument', 'Invalid argument', 'InvalidArgument', false],
    [400, 'InvalidDigest', 'The Content-MD5 is malformed', 'InvalidArgument', false],
    [416, 'InvalidRange', 'The range is not satisfiable', 'InvalidArgument', false],
    [301, 'PermanentRedirect', 'Use the specified endpoint', 'ServiceError', false],
    [402, 'PaymentRequired', 'Pay first', 'ServiceError', false],
    [451, 'UnavailableForLegalReasons', 'Barred', 'ServiceError', false],
    [403, 'DomainAuditFailed', 'The domain is not approved', 'ServiceError', false],
    [500, 'InternalError', 'We encountered an internal error.', 'ServerError', true],
    [503, 'ServiceUnavailable', 'Please try again later.', 'ServerError', true],
    [503, 'SlowDown', 'Please reduce your request rate.', 'Throttled', true],
    [418, 'SomethingNew', 'Nobody has heard of it', 'ServiceError', false],
    [400, 'InvalidSomethingNew', 'Nobody has heard of it', 'ServiceError', false],
    [403, 'NoProcessAuthority', 'Not for you', 'ServiceError', false],
    [404, 'NoSuchTagSet', 'There is none', 'ServiceError', false],
    [409, 'ObjectLocked', 'It is locked', 'ServiceError', false],
    [500, 'SomethingNew', 'Nobody has heard of it', 'ServerError', true],
    [400, 'constructor', 'toString', 'ServiceError', false],
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
    const numbered = await refused(400, JSON.stringify({ code: -46628, message: 'invalid param' }))
    expect(numbered).toMatchObject({ code: 'ServiceError', cause: { Code: '-46628', Message: 'invalid param' } })
  })

  it.each<[status: number, code: CosErrorCode]>([
    [301, 'ServiceError'],
    [400, 'ServiceError'],
    [403, 'AccessDenied'],
    [404, 'NotFound'],
    [412, 'ServiceError'],
    [429, 'Throttled'],
    [500, 'ServerError'],
    [502, 'ServerError'],
    [503, 'ServerError'],
  ])('without a body are told by their status: %d is %s', async (status, code) => {
    for (const body of ['', '<html><h1>a proxy</h1></html>'])
      expect(await refused(status, body)).toMatchObject({ code })
  })

  it.each([304, 412])('with %d say to check the conditions that were sent', async (status) => {
    const hint = expect.stringContaining('such as If-Match: the object does not meet them')
    expect(await refused(status, '')).toMatchObject({ hint })
  })

  it.each([409, 412])(
    'of what forbids overwriting, and of nothing else, mean by %d that the key is taken',
    async (status) => {
      const sent = { Headers: { 'X-Cos-Forbid-Overwrite': 'true' } }
      expect(await refused(status, '', sent)).toMatchObject({ code: 'AlreadyExists' })
      expect(await refused(status, '', { Headers: { 'x-cos-forbid-overwrite': 'false' } })).toMatchObject({
        code: 'ServiceError',
      })
      expect(await refused(status, '', { Headers: { 'if-match': '"e"' } })).toMatchObject({ code: 'ServiceError' })
    },
  )

  it('of an archived object say to restore it first', async () => {
    const { cos, clock, wx } = setUpService({ cos: { status: 403, body: errorXml('InvalidObjectState') } })
    expect(await clock.run(errorOf(cos.downloadFile({ Key: 'a' })))).toMatchObject({
      code: 'ServiceError',
      retryable: false,
      hint: expect.stringContaining('Restore the object first'),
    })
    expect(wx.phone.requests).toHaveLength(1)
  })

  it.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'Retry-After': '7' }, 7],
    ['a date', { 'Retry-After': new Date((NOW + 30) * 1000).toUTCString() }, 30],
    ['more than anybody waits for', { 'Retry-After': '100000' }, undefined],
    ['junk', { 'Retry-After': 'soon' }, undefined],
    ['nothing', {}, undefined],
  ])('carry the Retry-After that says %s', async (_, headers, retryAfter) => {
    const { cos, clock } = setUpService({ cos: { status: 503, headers: Object.entries(headers) } })
    const error = await clock.run(errorOf(cos.headObject({ Key: 'a' })))
    expect(error).toMatchObject({ code: 'ServerError' })
    expect(Reflect.get(Object(error), 'retryAfter')).toBe(retryAfter)
  })

  it.each<[status: number, Code: string, isUrlExpired: boolean, code: CosErrorCode]>([
    [403, '', true, 'SignatureExpired'],
    [403, '', false, 'AccessDenied'],
    [403, 'AccessDenied', true, 'AccessDenied'],
    [404, '', true, 'NotFound'],
    [503, '', true, 'ServerError'],
  ])(
    'of %d with the code %p to a URL of which is true that it is over, %p, are %s',
    (statusCode, Code, isUrlExpired, code) => {
      const refusal = { request: { Headers: {} }, isUrlExpired, statusCode, Code, Message: '' }
      expect(serviceErrorRule(refusal)[0]).toBe(code)
    },
  )

  it('to a HEAD with 403 of a URL that is over are answered by another signature, once', async () => {
    const Date = new global.Date((NOW + 3600) * 1000).toUTCString()
    const { cos, clock, heard } = setUpService({ cos: { status: 403, headers: [['Date', Date]] } })
    expect(await clock.run(errorOf(cos.headObject({ Key: 'a' })))).toMatchObject({ code: 'AccessDenied' })
    expect(heard).toHaveLength(2)
  })
})

describe('a pattern of the rules', () => {
  it.each<[string, RegExp, matching: string[], others: string[]]>([
    ['EXPIRED', EXPIRED, ['Request has expired'], ['Security token has expired']],
    ['NOT_YET_VALID', NOT_YET_VALID, ['Request is not yet valid'], ['not valid']],
    [
      'STRICT_SIGNATURE',
      STRICT_SIGNATURE,
      ['Strict signature missing param'],
      ['The Signature you specified is invalid.'],
    ],
    ['REFERER', REFERER, ['Denied by bucket referer rule'], ['Access Denied.']],
    [
      'REQUEST_ID',
      REQUEST_ID,
      ['<RequestId>NjNk=</RequestId>', '{"requestId": "r-1"}'],
      ['<RequestId>token=a/b</RequestId>'],
    ],
  ])('%s matches what it is for, and nothing more', (_, pattern, matching, others) => {
    expect(matching.filter((text) => !pattern.test(text))).toEqual([])
    expect(others.filter((text) => pattern.test(text))).toEqual([])
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

  it('names all that was signed, where COS does not show what arrived', async () => {
    const more = { Headers: { 'Content-Type': 'image/png' }, Query: { versionId: 'v' } }
    const text = await hint(403, errorXml('SignatureDoesNotMatch'), more)
    expect(text).toContain('COS does not show what arrived')
    expect(text).toMatch(
      /as it was signed: the method, the path, the parameter versionid, the header content-type, the header host\.$/,
    )
  })
})

describe('the hint of a signature that does not match', () => {
  const Headers = { 'Content-Type': 'image/jpeg', 'x-cos-meta-a': 'one two' }
  const Query = { versionId: 'v' }
  const signed = {
    method: 'delete',
    path: '/u/1/a b.jpg',
    parameters: 'versionid=v',
    headers: `content-type=image%2Fjpeg&host=${HOST}&x-cos-meta-a=one%20two`,
  }

  const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
  const format = (lines: Partial<typeof signed>) => {
    const { method, path, parameters, headers } = { ...signed, ...lines }
    return `${method}\n${path}\n${parameters}\n${headers}\n`
  }
  const hintOf = async (more: string, params: object = { Headers, Query }) => {
    const error = await refused(403, errorXml('SignatureDoesNotMatch', 'no', more), params)
    return isCosError(error) ? error.hint : ''
  }
  const shown = (lines: Partial<typeof signed>) => hintOf(`<FormatString>${escaped(format(lines))}</FormatString>`)

  const withHeader = (from: string, to: string) => ({ headers: signed.headers.replace(from, to) })

  it.each<[what: string, lines: Partial<typeof signed>, named: string]>([
    [
      'a charset behind the type',
      withHeader('%2Fjpeg', '%2Fjpeg%3Bcharset%3Dutf-8'),
      "the header content-type (signed 'image/jpeg', arrived 'image/jpeg;charset=utf-8')",
    ],
    ['another type', withHeader('jpeg', 'png'), "the header content-type (signed 'image/jpeg', arrived 'image/png')"],
    [
      'a port behind the host',
      withHeader(HOST, `${HOST}%3A443`),
      `the header host (signed '${HOST}', arrived '${HOST}:443')`,
    ],
    [
      'a folder before the path',
      { path: '/proxy/u/1/a b.jpg' },
      "the path (signed '/u/1/a b.jpg', arrived '/proxy/u/1/a b.jpg')",
    ],
    ['more behind the path', { path: '/u/1/a b.jpg/' }, "the path (signed '/u/1/a b.jpg', arrived '/u/1/a b.jpg/')"],
    ['a plus for a space', { path: '/u/1/a+b.jpg' }, "the path (signed '/u/1/a b.jpg', arrived '/u/1/a+b.jpg')"],
    ['another method', { method: 'post' }, "the method (signed 'delete', arrived 'post')"],
    ['a longer value', withHeader('one%20two', 'one%20two%20three'), 'the header x-cos-meta-a'],
    ['a missing header', withHeader('content-type=image%2Fjpeg&', ''), 'the header content-type (did not arrive)'],
    ['another parameter', { parameters: 'versionid=v2' }, 'the parameter versionid'],
    [
      'two of them',
      { method: 'get', parameters: '' },
      "the method (signed 'delete', arrived 'get'), the parameter versionid (did not arrive)",
    ],
  ])('names what differs, and nothing else: %s', async (_, lines, named) => {
    expect(await shown(lines)).toBe(`Check what arrives otherwise than it was signed: ${named}.`)
  })

  it.each<[what: string, more: string]>([
    ['all lines', `<FormatString>${escaped(format({}))}</FormatString>`],
    [
      'lines and a hash',
      `<StringToSign>sha1\n1;2\nabc\n</StringToSign><FormatString>${escaped(format({}))}</FormatString>`,
    ],
    ['lines that end as on Windows', `<FormatString>${escaped(format({}).replace(/\n/g, '\r\n'))}</FormatString>`],
    ['escapes in lower case', `<FormatString>${escaped(format({}).replace(/%2F/g, '%2f'))}</FormatString>`],
    ['a hash', `<StringToSign>sha1\n${NOW};${NOW + 900}\n${sha1(format({}))}\n</StringToSign>`],
  ])('blames nothing where all is equal as far as COS shows it: %s', async (_, more) => {
    const text = await hintOf(more)
    expect(text).toContain('All lines are equal as far as COS shows them')
    expect(text).not.toMatch(/key|secret/i)
  })

  it('reads what COS says to a download in UTF-8, too', async () => {
    const body = errorXml(
      'SignatureDoesNotMatch',
      '签名错误',
      `<FormatString>get\n/照片.jpg\n\nhost=${HOST}\n</FormatString>`,
    )
    const { cos, clock } = setUpService({ cos: { status: 403, body } })
    expect(await clock.run(errorOf(cos.downloadFile({ Key: '照片.jpg' })))).toMatchObject({
      message: expect.stringContaining('签名错误'),
      hint: expect.stringContaining('All lines are equal'),
    })
  })

  it('speaks of what a backend has signed only, which may be less than was asked for', async () => {
    const request = {
      Method: 'PUT' as const,
      Key: 'a',
      Query: { a: 'b' },
      Headers: { host: HOST, 'content-type': 'c' },
    }
    const resolved = {
      ...request,
      Expires: 900,
      stable: false,
      Url: '',
      credentialsRequest: { Bucket, Region, Key: 'a', Actions: [] },
    }
    const document = (lines: string) => `<FormatString>${lines}</FormatString>`
    const url = 'https://a/a?q-sign-time=1%3B2&q-header-list=host&q-url-param-list='
    const describe = (lines: string) => describeMismatch(resolved, url, document(lines))
    expect(describe(`put\n/a\n\nhost=${HOST}\n`)).toContain('All lines are equal')
    expect(describe(`put\n/a\n\nhost=b\n`)).toBe(
      `Check what arrives otherwise than it was signed: the header host (signed '${HOST}', arrived 'b').`,
    )
    expect(describeMismatch(resolved, url, '')).toMatch(/: the method, the path, the header host\.$/)
  })

  it('shows no value that may be secret', async () => {
    const secret = { 'x-cos-meta-a': 'exampleSecretExampleSecret' }
    const text = await hintOf(`<FormatString>${escaped(format({}))}</FormatString>`, {
      Headers: { ...Headers, ...secret },
      Query,
    })
    expect(text).toBe('Check what arrives otherwise than it was signed: the header x-cos-meta-a.')
  })
})
