import { inspect } from 'node:util'
import { COS, type CommonOptions, type CredentialsSource } from 'cos-miniprogram'
import { setUpBackend } from './backend'
import { Bucket, Region, START, temporary } from './example'
import { errorXml, setUpFailing, setUpService } from './service'
import { errorOf } from './set-up'

/** Shaped like the real ones, and recognisable. */
const SECRET = {
  id: 'AKIDmarkerMARKERmarkerMARKERmarker00',
  key: 'markerKEYmarkerKEYmarkerKEYmark0',
  token: 'markerTOKEN' + 'markerTOKEN'.repeat(20),
  session: 'markerSESSIONmarkerSESSIONmarker',
  short: 'markerSHORTmarkr',
  signature: 'fedcba9876543210fedcba9876543210fedcba98',
}
const marked = { TmpSecretId: SECRET.id, TmpSecretKey: SECRET.key, SecurityToken: SECRET.token }
const signedUrl =
  `https://${Bucket}.cos.${Region}.myqcloud.com/a?q-sign-algorithm=sha1&q-ak=${SECRET.id}&q-sign-time=1%3B2` +
  `&q-signature=${SECRET.signature}&x-cos-security-token=${SECRET.token}`
/** What qcloud-cos-sts rejects with, and sample backends echo. */
const stsError = {
  code: 'AuthFailure',
  message: `bad request https://sts.example/?SecretId=${SECRET.id}&Signature=${SECRET.signature}&Token=${SECRET.token}`,
  config: { secretId: SECRET.id, secretKey: SECRET.key },
  Error: { Code: 'AuthFailure', Message: `SecretKey: ${SECRET.key}, "secretKey":"${SECRET.key}" ${SECRET.token}` },
}

const console_ = {
  warn: jest.spyOn(console, 'warn'),
  error: jest.spyOn(console, 'error'),
  log: jest.spyOn(console, 'log'),
}
const printed: unknown[] = []
beforeAll(() => {
  for (const spy of Object.values(console_)) spy.mockImplementation((...line) => void printed.push(line))
})
afterAll(() => {
  for (const spy of Object.values(console_)) spy.mockRestore()
})

/** All that anybody could print of an error, and all that was printed. */
function visible(error: unknown): string {
  const { message, hint, cause, stack } = Object(error)
  return [
    message,
    hint,
    stack,
    JSON.stringify(error),
    inspect(error, { depth: 9, showHidden: true }),
    inspect(cause),
    inspect(printed, { depth: 9, maxStringLength: null }),
  ].join('\n')
}

function expectNoSecret(error: unknown): void {
  expect(error).toMatchObject({ name: 'CosError' })
  const text = visible(error)
  const pieces = Object.values(SECRET).flatMap((secret) => [secret, secret.slice(0, 16), secret.slice(-16)])
  expect(pieces.filter((piece) => text.includes(piece))).toEqual([])
}

const client = (credentials: CredentialsSource, more: Partial<CommonOptions> = {}) =>
  new COS({ Bucket, Region, credentials, now: () => START, ...more })
const withAnswer = (answer: unknown) =>
  // Whatever a source answers.
  client({ getCredentials: async () => answer as Record<string, unknown> })
const withFailure = (failure: unknown) => client({ getCredentials: () => Promise.reject(failure) })

const mine = async () => temporary(marked)

describe('no secret, token or signed URL is in an error or on the console', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['an answer with no token', () => withAnswer({ ...marked, SecurityToken: '' }).presign({ Key: 'a' })],
    ['an answer with no end', () => withAnswer({ ...marked }).presign({ Key: 'a' })],
    ['an answer with half a key', () => withAnswer({ ...marked, TmpSecretId: '' }).presign({ Key: 'a' })],
    ['an answer in unknown words', () => withAnswer({ ak: SECRET.id, sk: SECRET.key }).presign({ Key: 'a' })],
    ['an answer in an unknown envelope', () => withAnswer({ result: temporary(marked) }).presign({ Key: 'a' })],
    ['an echoed STS error', () => withAnswer(stsError).presign({ Key: 'a' })],
    ['an STS error thrown', () => withFailure(stsError).presign({ Key: 'a' })],
    [
      'an STS error thrown as Error',
      () => withFailure(Object.assign(new Error(stsError.message), stsError)).presign({ Key: 'a' }),
    ],
    ['a key as text', () => withFailure(`SecretId=${SECRET.id}&SecretKey=${SECRET.key}`).presign({ Key: 'a' })],
    [
      'short secrets after their names',
      () => {
        const { short } = SECRET
        const said = `secretKey=${short}; "tmpSecretKey": "${short}", token:${short} Authorization: Bearer ${short}`
        return withFailure(new Error(said)).presign({ Key: 'a' })
      },
    ],
    [
      'a bearer token',
      () => withFailure(new Error(`401 Authorization: Bearer ${SECRET.session}`)).presign({ Key: 'a' }),
    ],
    ['a bare key in a sentence', () => withFailure(new Error(`the key ${SECRET.key} is wrong`)).presign({ Key: 'a' })],
    [
      'a long text',
      () => withFailure(new Error(`${'word '.repeat(390)}${SECRET.token} ${SECRET.key}`)).presign({ Key: 'a' }),
    ],
    ['a signature that is none', () => withAnswer(`${SECRET.signature}&${SECRET.token}`).presign({ Key: 'a' })],
    [
      'an Authorization with no time',
      () => withAnswer({ Authorization: `q-ak=${SECRET.id}&q-signature=${SECRET.signature}` }).presign({ Key: 'a' }),
    ],
    [
      'a URL that is not signed',
      () =>
        client({
          signUrl: async () => ({
            Url: signedUrl.replace('q-signature', 'sign'),
            Method: 'GET',
            Headers: {},
            ExpiredTime: 1,
          }),
        }).presign({ Key: 'a' }),
    ],
    [
      'a signUrl that throws',
      () => client({ signUrl: () => Promise.reject(new Error(signedUrl)) }).presign({ Key: 'a' }),
    ],
    ['a signed URL as Domain', () => withAnswer({}).presign({ Key: 'a', Domain: signedUrl })],
    ['a signed URL as Key', () => withAnswer({}).presign({ Key: `/${signedUrl}` })],
    [
      'a session with a line break',
      () => withAnswer({}).presign({ Key: 'a', Headers: { authorization: `${SECRET.session}\n` } }),
    ],
    [
      "the platform's failure with a URL",
      () =>
        setUpFailing({ errMsg: `request:fail ${signedUrl} refused` }, {
          credentials: { getCredentials: mine },
        } as Partial<CommonOptions>).headObject({ Key: 'a' }),
    ],
    [
      "the platform's failure for a domain",
      () =>
        setUpFailing({ errMsg: `request:fail url not in domain list:${signedUrl}`, errno: 600002 }).headObject({
          Key: 'a',
        }),
    ],
    [
      "the platform's failure with more fields",
      () =>
        setUpFailing({ errMsg: 'request:fail', header: { Authorization: SECRET.session }, url: signedUrl }).headObject({
          Key: 'a',
        }),
    ],
  ])('%s', async (_, action) => {
    expectNoSecret(await errorOf(action))
  })

  it.each<[string, number, string]>([
    [
      'a signature that does not match',
      403,
      errorXml(
        'SignatureDoesNotMatch',
        'no',
        `<StringToSign>${SECRET.signature}</StringToSign><FormatString>head\n/a\n\nx-cos-security-token=${SECRET.token}&amp;host=h\n</FormatString>`,
      ),
    ],
    ['an echoed URL', 403, errorXml('AccessDenied', `for ${signedUrl.replaceAll('&', '&amp;')}`)],
    ['an echoed token', 400, errorXml('InvalidToken', `token ${SECRET.token} of ${SECRET.id}`)],
    [
      'a secret as RequestId',
      400,
      `<Error><Code>${SECRET.id}</Code><RequestId>token=${SECRET.token}</RequestId></Error>`,
    ],
    ['HTML', 502, `<html><a href="${signedUrl}">${signedUrl}</a></html>`],
    ['nothing', 403, ''],
  ])("COS's refusal with %s", async (_, status, body) => {
    const { cos, clock } = setUpService({
      cos: { status, body },
      answer: (_request, issued) => ({ ...issued, ...marked, Scope: { Prefix: '', Actions: ['*'] } }),
    })
    expectNoSecret(
      await clock.run(errorOf(cos.deleteObject({ Key: 'a', Headers: { 'x-cos-meta-a': SECRET.session } }))),
    )
  })

  it.each<[string, object | string, number]>([
    ['JSON', { error: stsError }, 500],
    ['JSON with HTTP 200', stsError, 200],
    ['a page', `<html><body>${JSON.stringify(stsError)} ${signedUrl}</body></html>`, 500],
    ['text', `SecretKey=${SECRET.key}; token ${SECRET.token}`, 200],
    ['a session refused', { error: `session ${SECRET.session} is over` }, 401],
  ])("a backend's refusal in %s", async (_, answer, status) => {
    const { cos, clock } = setUpBackend({
      answer: () => answer,
      status: () => status,
      source: {
        url: `https://backend.example.com/sts?token=${SECRET.session}`,
        headers: { Authorization: `Bearer ${SECRET.session}` },
      },
    })
    expectNoSecret(await clock.run(errorOf(cos.presign({ Key: 'a' }))))
  })

  it('a backend that cannot be reached, at a URL that holds a token', async () => {
    const { cos, clock } = setUpBackend({
      answer: () => ({}),
      source: { url: `https://backend.example.com/sts?token=${SECRET.session}` },
      faults: [{ faults: [{ kind: 'unreachable', reason: `cannot reach ${signedUrl}` }] }],
    })
    expectNoSecret(await clock.run(errorOf(cos.presign({ Key: 'a' }))))
  })

  it('this test would see one', () => {
    printed.push(SECRET.key)
    expect(() => expectNoSecret(Object.assign(new Error('x'), { name: 'CosError' }))).toThrow(SECRET.key)
    printed.length = 0
  })
})
