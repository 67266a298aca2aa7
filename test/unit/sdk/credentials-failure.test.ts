import { setUpBackend } from './backend'
import { temporary } from './example'
import { errorOf, setUp } from './set-up'

const html =
  '<html><head><style>h1 { color: red }</style><title>502</title></head><body><h1>Bad&nbsp;Gateway</h1></body></html>'

describe('what a backend says instead of credentials is passed on', () => {
  it.each<[string, object | string, number, string]>([
    ['{error} with HTTP 200', { error: 'not logged in' }, 200, 'not logged in'],
    ['{error: {code, message}}', { error: { code: 'NoSession', message: 'log in' } }, 200, 'NoSession log in'],
    ['{code, message}', { code: -1, message: 'no right' }, 200, '-1 no right'],
    ['{code, msg, data: null}', { code: 401, msg: 'who?', data: null }, 200, '401 who?'],
    ['{Code, Message, RequestId}', { Code: 'A', Message: 'b', RequestId: 'r-1' }, 200, 'A b r-1'],
    [
      "the cloud API's error",
      { Response: { Error: { Code: 'AuthFailure.SecretIdNotFound', Message: 'b' }, RequestId: 'r-1' } },
      200,
      'AuthFailure.SecretIdNotFound b r-1',
    ],
    ['{errmsg}', { errcode: 1, errmsg: 'busy' }, 200, '1 busy'],
    ['an error in an envelope', { code: 7, data: { message: 'no such user' } }, 200, '7 no such user'],
    ['nothing', {}, 200, 'an object with nothing in it'],
    ['an empty list', [], 200, 'nothing in it'],
    ['HTML with HTTP 200', html, 200, `a text of ${html.length} characters`],
    ['HTML with HTTP 502', html, 502, 'HTTP 502'],
    ['an empty answer', '', 200, "''"],
    ['a JSON text', '"no"', 200, "'no'"],
    ['a long text', 'word '.repeat(90), 200, 'a text of 450 characters'],
    ['JSON with HTTP 403', { error: 'not your folder' }, 403, 'HTTP 403: not your folder'],
    ['JSON with HTTP 500', { message: 'oops' }, 500, 'HTTP 500: oops'],
  ])('%s', async (_, answer, status, message) => {
    const { cos, clock } = setUpBackend({ answer: () => answer, status: () => status })
    const error = await clock.run(errorOf(cos.presign({ Key: 'a' })))
    expect(error).toMatchObject({ name: 'CosError', code: 'CredentialsFailed', hint: expect.stringMatching(/\S/) })
    expect(error).toHaveProperty('message', expect.stringContaining(message))
  })

  it.each([
    [200, false],
    [403, false],
    [429, true],
    [500, true],
  ])('and HTTP %d is retryable: %p', async (status, retryable) => {
    const { cos, clock } = setUpBackend({ answer: () => ({ error: 'e' }), status: () => status })
    expect(await clock.run(errorOf(cos.presign({ Key: 'a' })))).toMatchObject({ retryable })
  })

  it('shows of an answer in unknown words only what these words are', async () => {
    const { cos } = setUp({ answer: () => ({ secretKey: 'example-secret', region: 'x' }) })
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({
      message: "The backend gave no credentials for name/cos:GetObject on 'a': an object with secretKey, region",
    })
  })

  it.each([
    ['an Error', new Error('login failed'), 'login failed'],
    ['a text', 'login failed', 'login failed'],
    ["wx's failure", { errMsg: 'request:fail timeout' }, 'request:fail timeout'],
    ['nothing', undefined, 'The source of credentials failed'],
  ])('so is what getCredentials throws: %s', async (_, thrown, message) => {
    const { cos } = setUp({
      answer: () => {
        throw thrown
      },
    })
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({
      name: 'CosError',
      code: 'CredentialsFailed',
      message: expect.stringContaining(message),
    })
  })
})

it('a source that rejects with what goes in circles is a CosError, too', async () => {
  const circle: { self?: object } = {}
  circle.self = circle
  const cos = setUp({ answer: () => Promise.reject(circle) }).cos
  expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({ name: 'CosError', code: 'CredentialsFailed' })
})

describe('a backend that cannot be reached', () => {
  it.each([
    ['is a CredentialsTimeout when it is silent', 'silence', { code: 'CredentialsTimeout', retryable: true }],
    ['is a Network error when there is no connection', 'unreachable', { code: 'Network', retryable: true }],
  ] as const)('%s', async (_, kind, expected) => {
    const { cos, clock } = setUpBackend({ answer: () => temporary(), faults: [{ faults: [{ kind }] }] })
    expect(await clock.run(errorOf(cos.presign({ Key: 'a' })))).toMatchObject(expected)
  })
})

describe('a failing backend is not hammered', () => {
  const outage = () => {
    throw { errMsg: 'request:fail timeout' }
  }

  /** One call every 100 ms for a minute. */
  async function aMinute(calls: (index: number) => Promise<unknown>, pass: (milliseconds: number) => Promise<void>) {
    for (let index = 0; index < 600; index++) {
      await calls(index)
      await pass(100)
    }
  }

  it('by all callers together: pauses double from a second to half a minute', async () => {
    const { cos, clock, requests } = setUp({ answer: outage })
    await aMinute(
      (index) =>
        Promise.all([errorOf(cos.presign({ Key: `${index}` })), errorOf(cos.presign({ Key: 'b', Method: 'PUT' }))]),
      (milliseconds) => clock.advance(milliseconds),
    )
    expect(requests.length).toBeGreaterThan(5)
    expect(requests.length).toBeLessThan(20)
  })

  it('and everybody gets the reason meanwhile', async () => {
    const { cos, requests } = setUp({ answer: outage })
    await errorOf(cos.presign({ Key: 'a' }))
    expect(await errorOf(cos.presign({ Key: 'b' }))).toMatchObject({ message: expect.stringContaining('timeout') })
    expect(requests).toHaveLength(1)
  })

  it('but asked again as soon as it may have recovered, and then as if nothing had been', async () => {
    let down = true
    const { cos, clock, requests } = setUp({ answer: (_, issued) => (down ? outage() : issued) })
    for (const pause of [1000, 2000, 4000]) {
      await errorOf(cos.presign({ Key: 'a' }))
      await clock.advance(pause)
    }
    down = false
    await cos.presign({ Key: 'a' })
    await clock.advance(1_800_000)
    expect(requests).toHaveLength(4)

    down = true
    await errorOf(cos.presign({ Key: 'a' }))
    await clock.advance(1000)
    await errorOf(cos.presign({ Key: 'a' }))
    expect(requests).toHaveLength(6)
  })

  it('and the refusal of one key holds up no other', async () => {
    const { cos, clock, heard } = setUpBackend({
      answer: ({ body }) => (String(body).includes('secret') ? { error: 'not yours' } : temporary()),
      status: (asked) => (asked === 1 ? 403 : 200),
    })
    expect(await clock.run(errorOf(cos.presign({ Key: 'secret' })))).toMatchObject({ statusCode: 403 })
    await expect(clock.run(cos.presign({ Key: 'mine' }))).resolves.toHaveProperty('Url')
    expect(heard).toHaveLength(2)
  })
})

describe('the cause of a failure', () => {
  it("holds the backend's own code, for apps that know it", async () => {
    const { cos, clock } = setUpBackend({
      answer: () => ({ code: 'USER_BANNED', message: 'until Friday', secretKey: 'example' }),
      status: () => 403,
    })
    expect(await clock.run(errorOf(cos.presign({ Key: 'a' })))).toMatchObject({
      cause: { code: 'USER_BANNED', message: 'until Friday' },
    })
  })

  it('is the very thing that getCredentials threw', async () => {
    class NotLoggedIn extends Error {}
    const thrown = new NotLoggedIn('please log in')
    const { cos } = setUp({ answer: () => Promise.reject(thrown) })
    expect(Object(await errorOf(cos.presign({ Key: 'a' }))).cause).toBe(thrown)
  })

  it('is what can be shown of it, where it holds what looks like a secret', async () => {
    const thrown = Object.assign(new Error('refused'), { code: 'E_AUTH', config: { secretKey: 'example-secret-key' } })
    const { cos } = setUp({ answer: () => Promise.reject(thrown) })
    expect(Object(await errorOf(cos.presign({ Key: 'a' }))).cause).toEqual({ message: 'refused', code: 'E_AUTH' })
  })
})
