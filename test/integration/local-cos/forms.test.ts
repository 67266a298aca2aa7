import { createHmac } from 'node:crypto'
import COS from 'cos-nodejs-sdk-v5'
import { sha1 } from '../../../local/cos/access/signature'
import { Bucket, TestCos, elements, host, type Key } from './test-cos'

let cos: TestCos
let key: Key
beforeEach(async () => {
  cos = new TestCos({ maxObjectSize: 1000 })
  key = await cos.issueKey('u/1/', ['PostObject'])
})

const keyTime = '1767225600;1767226200'
const hmac = (secret: string, text: string) => createHmac('sha1', secret).update(text).digest('hex')

function policyFields(conditions: readonly unknown[] = [], expiration = '2026-01-01T00:10:00.000Z') {
  const policy = JSON.stringify({
    expiration,
    conditions: [
      { bucket: Bucket },
      ['starts-with', '$key', 'u/1/'],
      { 'q-sign-algorithm': 'sha1' },
      { 'q-ak': key.SecretId },
      { 'q-sign-time': keyTime },
      ...conditions,
    ],
  })
  return fieldsFor(policy)
}

function fieldsFor(policy: string): Record<string, string> {
  return {
    key: 'u/1/a.png',
    'Content-Type': 'image/png',
    policy: Buffer.from(policy).toString('base64'),
    'q-sign-algorithm': 'sha1',
    'q-ak': key.SecretId,
    'q-key-time': keyTime,
    'q-signature': hmac(hmac(key.SecretKey, keyTime), sha1(policy)),
    'x-cos-security-token': key.SecurityToken ?? '',
  }
}

function formOf(fields: Record<string, string>, file: string): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const named = `--B\r\nContent-Disposition: form-data; name="file"; filename="中 文.png"\r\n\r\n${file}\r\n--B--\r\n`
  return parts.join('') + named
}

function post(fields: Record<string, string>, file = 'hello') {
  return postBody(formOf(fields, file))
}

function postBody(body: string) {
  const length = String(Buffer.byteLength(body))
  const headers = { Host: host, 'Content-Type': 'multipart/form-data; boundary=B', 'Content-Length': length }
  return cos.raw({ method: 'POST', target: '/', headers, body })
}

const get = (name: string) => cos.send({ key: name })

describe('a form with a policy', () => {
  it('uploads its file', async () => {
    const answer = await post(policyFields())
    expect(answer.status).toBe(204)
    expect(answer.headers.get('location')).toBe(`http://${host}/u/1/a.png`)
    const got = await get('u/1/a.png')
    expect([got.text, got.headers.get('content-type')]).toEqual(['hello', 'image/png'])
  })

  it('is answered as it asks', async () => {
    expect((await post({ ...policyFields(), success_action_status: '200' })).status).toBe(200)
    const created = await post({ ...policyFields(), success_action_status: '201' })
    expect(created.status).toBe(201)
    expect(elements(created.text, 'Key')).toEqual(['u/1/a.png'])
  })

  it('names the object after the file', async () => {
    await post({ ...policyFields(), key: 'u/1/${filename}' })
    expect((await get('u/1/中 文.png')).text).toBe('hello')
  })

  it.each([
    [4, 403],
    [5, 204],
  ])('that takes up to %i bytes answers five with %i', async (max, status) => {
    const { status: got } = await post(policyFields([['content-length-range', 1, max]]))
    expect(got === 204).toBe(status === 204)
    expect((await get('u/1/a.png')).status === 200).toBe(status === 204)
  })

  it.each<[string, (fields: Record<string, string>) => Record<string, string>, string]>([
    ['another key than its policy', (fields) => ({ ...fields, key: 'u/2/a.png' }), 'AccessDenied'],
    ['another signature', (fields) => ({ ...fields, 'q-signature': '0'.repeat(40) }), 'SignatureDoesNotMatch'],
    [
      'another policy',
      (fields) => ({ ...fields, policy: Buffer.from('{}').toString('base64') }),
      'SignatureDoesNotMatch',
    ],
    ['no token', (fields) => ({ ...fields, 'x-cos-security-token': '' }), 'InvalidAccessKeyId'],
    ['no key', (fields) => ({ ...fields, key: '' }), 'AccessDenied'],
    ['a key that cannot be', (fields) => ({ ...fields, key: 'u/1/\u0000' }), 'InvalidObjectName'],
    ['a traffic limit that cannot be', (fields) => ({ ...fields, 'x-cos-traffic-limit': '1' }), 'InvalidArgument'],
    ['a field twice', (fields) => ({ ...fields, KEY: 'u/1/b' }), 'InvalidArgument'],
  ])('with %s is refused', async (_, change, Code) => {
    expect((await post(change(policyFields()))).Code).toBe(Code)
  })

  it('whose policy has ended is refused', async () => {
    expect((await post(policyFields([], '2025-12-31T23:59:59.000Z'))).Message).toBe('Request has expired')
    cos.advance(601)
    expect((await post(policyFields([], '2027-01-01T00:00:00.000Z'))).Message).toBe('Request has expired')
  })

  it.each([[['starts-with', '$Content-Type', 'video/']], [{ 'x-cos-meta-a': '1' }], [['like', '$key', 'u/1/a.png']]])(
    'that does not fulfil %j is refused',
    async (condition) => {
      expect((await post(policyFields([condition]))).Code).toBe('AccessDenied')
    },
  )

  it.each([
    '',
    'x',
    '{}',
    '[]',
    '{"expiration":1,"conditions":[]}',
    '{"expiration":"2027-01-01T00:00:00Z","conditions":[1]}',
  ])('whose policy is %p is refused', async (policy) => {
    expect([400, 403]).toContain((await post(fieldsFor(policy))).status)
  })

  it('whose policy has lengths that are none is refused', async () => {
    expect((await post(policyFields([['content-length-range', 0, 'x']]))).Code).toBe('InvalidPolicyDocument')
  })

  it('whose conditions the temporary key does not meet is refused', async () => {
    key = await cos.issueKey('u/1/', ['PutObject'])
    expect((await post(policyFields())).Code).toBe('AccessDenied')
  })

  it('with an ACL is judged by the conditions of the temporary key alone', async () => {
    const withAcl = async () => (await post({ ...policyFields(), acl: 'public-read' })).status
    expect(await withAcl()).toBe(204)
    const resource = `qcs::cos:ap-guangzhou:uid/1250000000:${Bucket}/u/1/*`
    const condition = { string_equal_if_exist: { 'cos:x-cos-acl': 'private' } }
    key = await cos.issueKeyFor([{ effect: 'allow', action: 'name/cos:PostObject', resource, condition }])
    expect(await withAcl()).toBe(403)
  })
})

describe("a form with the official SDK's Signature", () => {
  const signed = (more: Partial<COS.StaticGetAuthorizationOptions> = {}) => ({
    key: 'u/1/b.png',
    'Content-Type': '',
    'x-cos-security-token': key.SecurityToken ?? '',
    Signature: COS.getAuthorization({ ...key, Method: 'POST', Headers: { Host: host }, KeyTime: keyTime, ...more }),
  })

  it('uploads its file', async () => {
    expect((await post(signed())).status).toBe(204)
    expect((await get('u/1/b.png')).headers.get('content-type')).toBe('image/png')
  })

  it('is refused where it was signed for something else', async () => {
    expect((await post(signed({ Method: 'PUT' }))).Code).toBe('SignatureDoesNotMatch')
    expect((await post(signed({ Headers: {} }))).Code).toBe('AccessDenied')
    expect((await post({ ...signed(), key: 'u/2/b.png' })).Code).toBe('AccessDenied')
  })
})

describe('a form', () => {
  it('without any signature is refused', async () => {
    expect((await post({ key: 'u/1/a' })).Code).toBe('AccessDenied')
  })

  it('is bounded by the largest object', async () => {
    expect((await post(policyFields(), 'x'.repeat(1001))).Code).toBe('EntityTooLarge')
    expect((await post(policyFields(), 'x'.repeat(1000))).status).toBe(204)
  })

  it('that breaks off stores nothing', async () => {
    const body = formOf(policyFields(), 'hello'.repeat(20))
    expect((await postBody(body.slice(0, -40))).status).toBe(400)
    expect((await get('u/1/a.png')).status).toBe(404)
  })

  it.each(['', 'x', '--B--\r\n', '--B\r\n\r\n--B--'])('that is %j is refused', async (body) => {
    expect(await postBody(body)).toMatchObject({ status: 400, Code: 'MalformedPOSTRequest' })
  })

  it('of another type is refused', async () => {
    expect((await cos.raw({ method: 'POST', target: '/', body: 'x' })).Code).toBe('MalformedPOSTRequest')
  })
})
