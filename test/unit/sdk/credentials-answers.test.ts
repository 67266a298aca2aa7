import { COS } from 'cos-miniprogram'
import { Bucket, NOW, Region, SecretId, SecretKey, START, temporary } from './example'
import { expectedOf, readUrl } from './reference-signature'
import { errorOf, setUp } from './set-up'

const { SecurityToken } = temporary()
const StartTime = NOW
const ExpiredTime = NOW + 1800
const keys = { tmpSecretId: SecretId, tmpSecretKey: SecretKey, sessionToken: SecurityToken }
const flat = { credentials: keys, startTime: StartTime, expiredTime: ExpiredTime, expiration: '', requestId: 'r' }
const response = {
  Credentials: { TmpSecretId: SecretId, TmpSecretKey: SecretKey, Token: SecurityToken },
  ExpiredTime,
  RequestId: 'r',
}
const official = { TmpSecretId: SecretId, TmpSecretKey: SecretKey, StartTime, ExpiredTime }

/** What Tencent's sample backends answer. */
const shapes: [string, unknown][] = [
  ["STS's answer, as qcloud-cos-sts hands it on", flat],
  ['the same, with bucket, region and key', { ...flat, bucket: Bucket, region: Region, key: 'a.jpg' }],
  ['the same in an envelope', { code: 0, data: flat }],
  ['the second in an envelope', { code: 0, message: 'ok', data: { ...flat, bucket: Bucket } }],
  ["the cloud API's answer", { Response: response }],
  ["the cloud API's answer, unwrapped", response],
  ['what the official callback takes', { ...official, SecurityToken }],
  ['what the official callback takes, in its older words', { ...official, XCosSecurityToken: SecurityToken }],
  ['the official words in an envelope', { code: 0, data: { ...official, SecurityToken } }],
  ['any envelope', { result: { sts: flat } }],
  [
    "Java's JSONObject, each object in a map",
    { map: { ...flat, credentials: { map: keys, empty: false } }, empty: false },
  ],
  ['a response of the platform', { statusCode: 200, header: {}, data: flat, errMsg: 'request:ok' }],
  ['times as text', { ...flat, startTime: String(StartTime), expiredTime: String(ExpiredTime) }],
]

describe('credentials are read from', () => {
  it.each(shapes)('%s', async (_, shape) => {
    const { cos } = setUp({ answer: () => shape })
    const signed = await cos.presign({ Key: 'a.jpg', Expires: 7200 })
    expect(signed.ExpiredTime).toBe(ExpiredTime)
    expect(readUrl(signed.Url)).toMatchObject({ secretId: SecretId, token: SecurityToken, end: ExpiredTime })
    expect(readUrl(signed.Url)).toMatchObject(expectedOf(signed, SecretKey))
  })

  it.each(shapes)('%s, through the official callback', async (_, shape) => {
    const getAuthorization = (_request: object, callback: (answer: Record<string, unknown>) => void) =>
      callback(Object(shape))
    const cos = new COS({ Bucket, Region, getAuthorization, now: () => START })
    expect(readUrl((await cos.presign({ Key: 'a.jpg' })).Url).token).toBe(SecurityToken)
  })

  it('whole seconds are made of times with fractions', async () => {
    const { cos } = setUp({ answer: () => ({ ...flat, startTime: StartTime + 0.5, expiredTime: ExpiredTime + 0.5 }) })
    const { Url } = await cos.presign({ Key: 'a.jpg', Expires: 7200 })
    expect(readUrl(Url).keyTime).toBe(`${StartTime};${ExpiredTime}`)
  })
})

describe('credentials are read from one place', () => {
  const others = { TmpSecretId: 'AKIDOTHER', TmpSecretKey: 'other', sessionToken: 'other' }

  it.each<[string, unknown]>([
    ["a login's sessionToken beside their envelope", { code: 0, data: flat, sessionToken: 'of the login' }],
    ["a login's Token beside their envelope", { code: 0, data: flat, Token: 'of the login', token: 'of the login' }],
    ["a login's token beside themselves", { ...official, SecurityToken, token: 'of the login' }],
    ["a login's sessionToken beside themselves", { ...flat, sessionToken: 'of the login' }],
    ["a user's own end beside them", { data: flat, user: { id: 7, expiredTime: 4_102_444_800 } }],
    ['a second set behind the first', { cos: flat, vod: { credentials: others, startTime: 1, expiredTime: 2 } }],
    ['an empty Token beside the sessionToken', { ...flat, credentials: { ...keys, Token: null } }],
    ['a url beside them', { url: 'https://cdn.example.com/', ...flat }],
    ['a scope that is a word', { ...flat, scope: 'user' }],
    ['JSON as text inside data', { code: 0, data: JSON.stringify(flat) }],
    ['JSON that was encoded twice', JSON.stringify(JSON.stringify(flat))],
    ['JSON with a byte order mark', `\ufeff${JSON.stringify(flat)}`],
    [
      'names with underscores',
      {
        tmp_secret_id: SecretId,
        tmp_secret_key: SecretKey,
        session_token: SecurityToken,
        start_time: StartTime,
        expired_time: ExpiredTime,
      },
    ],
    ['the end inside of credentials', { credentials: { ...keys, startTime: StartTime, expiredTime: ExpiredTime } }],
  ])('with %s', async (_, answer) => {
    const { cos } = setUp({ answer: () => answer })
    expect(readUrl((await cos.presign({ Key: 'a.jpg', Expires: 7200 })).Url)).toMatchObject({
      secretId: SecretId,
      token: SecurityToken,
      end: ExpiredTime,
    })
  })

  it("and a login's token is never taken for theirs, where theirs is missing", async () => {
    const { sessionToken: _, ...half } = keys
    for (const answer of [
      { ...flat, credentials: half, sessionToken: 'of the login' },
      { ...official, token: 'of the login' },
    ]) {
      const { cos } = setUp({ answer: () => answer })
      expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({
        code: 'CredentialsInvalid',
        message: 'The credentials lack SecurityToken.',
      })
    }
  })
})

describe('a Scope', () => {
  it.each([
    { Prefix: '', Actions: ['cos:GetObject'] },
    { Prefix: '', Actions: ['GetObject'] },
    { Prefix: '', Actions: ['name/cos:*Object'] },
    { Prefix: '', Actions: ['*'] },
    { Prefix: null, Actions: ['name/cos:GetObject'] },
    { Prefix: 'u/*', Actions: ['name/cos:GetObject'] },
    { Prefix: '/u/', Actions: ['name/cos:GetObject'] },
    { Prefix: '', Actions: [] },
    { prefix: 'u/', actions: ['name/cos:GetObject'] },
  ])('%j is understood: 100 URLs cost one request', async (Scope) => {
    const { cos, requests } = setUp({ answer: (_, issued) => ({ ...issued, Scope }) })
    const outcomes = await cos.presignAll(Array.from({ length: 100 }, (_, index) => ({ Key: `u/${index}.jpg` })))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(requests).toHaveLength(1)
  })

  it.each(['cos:Get.bject', 'cos:Get(Object', 'cos:(Get|Put)Object', 'cos:GetObject\\', '[', '+'])(
    'takes %j as a name and no pattern: only * stands for more',
    async (action) => {
      const warn = jest.spyOn(console, 'warn').mockImplementation()
      const { cos, requests } = setUp({
        answer: (_, issued) => ({ ...issued, Scope: { Prefix: '', Actions: [action] } }),
      })
      await expect(cos.presign({ Key: 'a' })).resolves.toHaveProperty('Url')
      await expect(cos.presign({ Key: 'b' })).resolves.toHaveProperty('Url')
      expect(requests).toHaveLength(2)
      warn.mockRestore()
    },
  )

  it('that does not hold what was asked for gives a warning, and serves that one object', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation()
    const { cos, requests } = setUp({
      answer: (_, issued) => ({ ...issued, Scope: { Prefix: 'other/', Actions: ['name/cos:GetObject'] } }),
    })
    await cos.presign({ Key: 'u/1.jpg' })
    await cos.presign({ Key: 'u/1.jpg' })
    expect(requests).toHaveLength(1)
    expect(warn.mock.calls).toEqual([[expect.stringContaining("name/cos:GetObject on 'u/1.jpg'")]])
    warn.mockRestore()
  })
})

describe('a finished signature', () => {
  const Authorization =
    `q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE&q-sign-time=${NOW};${NOW + 300}&q-key-time=${NOW};${NOW + 300}` +
    '&q-header-list=host&q-url-param-list=&q-signature=0123456789abcdef0123456789abcdef01234567'

  it.each<[string, string | Record<string, unknown>]>([
    ['as text', Authorization],
    ['in an object', { Authorization }],
    ['in an object, with a token', { Authorization, SecurityToken }],
    ['in an object, with a token in older words', { Authorization, XCosSecurityToken: SecurityToken }],
  ])('goes into the URL %s, encoded once more', async (_, answer) => {
    const requests: object[] = []
    const cos = new COS({
      Bucket,
      Region,
      getAuthorization: (request, callback) => {
        requests.push(request)
        callback(answer)
      },
      now: () => START,
    })
    const signed = await cos.presign({ Key: 'a b.jpg', Query: { acl: null } })
    expect(signed.ExpiredTime).toBe(NOW + 300)
    expect(signed.Url).toContain(`/a%20b.jpg?acl=&q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE&q-sign-time=${NOW}%3B`)
    expect(readUrl(signed.Url).token).toBe(
      typeof answer === 'string' || !('XCosSecurityToken' in answer || 'SecurityToken' in answer)
        ? undefined
        : SecurityToken,
    )
    expect(requests).toEqual([
      {
        Bucket,
        Region,
        Method: 'GET',
        Key: 'a b.jpg',
        Pathname: '/a b.jpg',
        Query: { acl: '' },
        Headers: expect.objectContaining({ host: expect.stringContaining(Bucket) }),
        Scope: [{ action: 'name/cos:GetObjectACL', bucket: Bucket, region: Region, prefix: 'a b.jpg' }],
      },
    ])
  })

  it('is for one request: each is asked for', async () => {
    let asked = 0
    const getAuthorization = (_: object, callback: (answer: string) => void) => {
      asked++
      callback(Authorization)
    }
    const cos = new COS({ Bucket, Region, getAuthorization, now: () => START })
    await Promise.all([cos.presign({ Key: 'a' }), cos.presign({ Key: 'a', Method: 'HEAD' }), cos.presign({ Key: 'b' })])
    expect(asked).toBe(3)
  })

  it.each([
    ['is empty', ''],
    ['holds no q-signature', 'q-sign-algorithm=sha1'],
    ['holds no q-sign-time', 'q-sign-algorithm=sha1&q-signature=0123'],
  ])('that %s is no signature', async (_, answer) => {
    const cos = new COS({
      Bucket,
      Region,
      getAuthorization: (_request, callback) => callback(answer),
      now: () => START,
    })
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({
      code: expect.stringMatching(/^Credentials(Invalid|Failed)$/),
    })
  })
})

it('an answer of megabytes that keeps beginning a signature is read, and refused', async () => {
  const { cos } = setUp({ answer: () => 'q-sign-time=1;1&'.repeat(200_000) })
  expect(await errorOf(cos.presign({ Key: 'a.jpg' }))).toMatchObject({ code: 'CredentialsFailed' })
})
