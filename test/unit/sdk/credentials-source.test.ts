import { COS, type Method, type PresignedRequest } from 'cos-miniprogram'
import { setUpBackend } from './backend'
import { Bucket, HOST, NOW, Region, START, temporary } from './example'
import { errorOf, setUpPermanent } from './set-up'

const asked = { Bucket, Region, Key: 'a b.jpg', Actions: ['name/cos:GetObject'] }

describe('credentials: { url }', () => {
  it('POSTs the request as JSON', async () => {
    const { cos, clock, heard } = setUpBackend({ answer: () => temporary() })
    await clock.run(cos.presign({ Key: 'a b.jpg' }))
    expect(heard).toMatchObject([{ method: 'POST', target: '/cos/credentials' }])
    expect(heard[0]?.headers).toMatchObject({ 'content-type': 'application/json' })
    expect(JSON.parse(String(heard[0]?.body))).toEqual(asked)
  })

  it.each([
    ['https://backend.example.com/sts', '/sts?'],
    ['https://backend.example.com/sts?v=1', '/sts?v=1&'],
  ])('GETs with the request as the query of %s', async (url, start) => {
    const { cos, clock, heard } = setUpBackend({ answer: () => temporary(), source: { url, method: 'GET' } })
    await clock.run(cos.presign({ Key: 'a b.jpg' }))
    const query = `Bucket=${Bucket}&Region=${Region}&Key=a%20b.jpg&Actions=name%2Fcos%3AGetObject`
    expect(heard).toMatchObject([{ method: 'GET', target: start + query }])
  })

  it('sends the headers given, or those that a function gives', async () => {
    for (const headers of [{ 'X-Session': 's1' }, () => ({ 'X-Session': 's1' }), async () => ({ 'X-Session': 's1' })]) {
      const { cos, clock, heard } = setUpBackend({ answer: () => temporary(), source: { headers } })
      await clock.run(cos.presign({ Key: 'a' }))
      expect(heard[0]?.headers).toMatchObject({ 'X-Session': 's1' })
    }
  })

  it('asks once for new headers after a 401, and uses them', async () => {
    const refused: boolean[] = []
    const headers = (again: boolean) => {
      refused.push(again)
      return { 'X-Session': again ? 'new' : 'old' }
    }
    const { cos, clock, heard } = setUpBackend({
      answer: ({ headers: sent }) => (sent['X-Session'] === 'new' ? temporary() : { error: 'expired' }),
      status: (count) => (count === 1 ? 401 : 200),
      source: { headers },
    })
    await clock.run(Promise.all([cos.presign({ Key: 'a' }), cos.presign({ Key: 'b' })]))
    expect(refused).toEqual([false, true])
    expect(heard).toHaveLength(2)
  })

  it('fails after a second 401, with what the backend says', async () => {
    const headers = jest.fn(() => ({}))
    const { cos, clock, heard } = setUpBackend({
      answer: () => ({ error: { code: 'SessionExpired', message: 'log in again' } }),
      status: () => 401,
      source: { headers },
    })
    expect(await clock.run(errorOf(cos.presign({ Key: 'a' })))).toMatchObject({
      code: 'CredentialsFailed',
      statusCode: 401,
      message: expect.stringContaining('SessionExpired log in again'),
    })
    expect(headers.mock.calls).toEqual([[false], [true]])
    expect(heard).toHaveLength(2)
  })

  it('fails after one 401 where the headers are fixed', async () => {
    const { cos, clock, heard } = setUpBackend({ answer: () => ({}), status: () => 401, source: { headers: {} } })
    expect(await clock.run(errorOf(cos.presign({ Key: 'a' })))).toMatchObject({
      statusCode: 401,
      hint: 'Log in again.',
    })
    expect(heard).toHaveLength(1)
  })
})

describe('credentials: { signUrl }', () => {
  const signed = `https://${HOST}/a?x=1&q-sign-time=${NOW}%3B${NOW + 60}&q-signature=0123`
  const client = (answer: unknown, record?: object[]) =>
    new COS({
      Bucket,
      Region,
      now: () => START,
      credentials: {
        signUrl: async (request) => {
          record?.push(request)
          // Whatever a backend says.
          return answer as PresignedRequest
        },
      },
    })

  it('has the backend sign each request, and hands on what it says', async () => {
    const requests: object[] = []
    const cos = client({ Url: signed, Method: 'PUT', Headers: { 'x-a': '2' }, ExpiredTime: NOW + 60 }, requests)
    const params = { Key: 'a', Method: 'PUT', Query: { x: 1 }, Headers: { 'x-a': '1' }, Expires: 60 } as const
    expect(await cos.presign(params)).toEqual({
      Url: signed,
      Method: 'PUT',
      Headers: { 'x-a': '2' },
      ExpiredTime: NOW + 60,
    })
    const asked = { Key: 'a', Method: 'PUT', Query: { x: '1' }, Headers: { 'x-a': '1' }, Expires: 60 }
    expect(requests).toEqual([{ ...asked, Url: `https://${HOST}/a?x=1` }])
  })

  it('reads the end from the URL where the backend does not say it, and keeps the headers asked for', async () => {
    expect(await client({ Url: signed }).presign({ Key: 'a', Headers: { 'x-a': '1' } })).toMatchObject({
      Headers: { 'x-a': '1' },
      ExpiredTime: NOW + 60,
    })
  })

  it('takes what this package itself signs with a permanent key, whose signatures begin long before', async () => {
    const backend = setUpPermanent()
    const signUrl = ({ Key, Method }: { Key: string; Method: Method }) => backend.presign({ Key, Method })
    const cos = new COS({ Bucket, Region, now: () => START, credentials: { signUrl } })
    expect(await cos.presign({ Key: 'a' })).toEqual(await backend.presign({ Key: 'a' }))
  })

  it.each([
    ['what is around it, as in a reply of a backend', { code: 0, data: { Url: signed } }],
    ['the URL alone', signed],
    ['an end beyond that of its signature', { Url: signed, ExpiredTime: NOW + 100_000 }],
    ['no headers, as Go says it', { Url: signed, Headers: null }],
  ])('understands %s', async (_, answer) => {
    const presigned = await client(answer).presign({ Key: 'a' })
    expect(presigned).toEqual({ Url: signed, Method: 'GET', Headers: {}, ExpiredTime: NOW + 60 })
  })

  it.each([
    [{ url: 'x' }, 'CredentialsInvalid'],
    [{ Url: `https://${HOST}/a` }, 'CredentialsInvalid'],
    [{ token: 'x' }, 'CredentialsFailed'],
    [undefined, 'CredentialsFailed'],
  ])('says which shape is taken, where %j is answered', async (answer, code) => {
    await expect(client(answer).presign({ Key: 'a' })).rejects.toMatchObject({
      code,
      hint: 'signUrl must answer { Url, Method, Headers, ExpiredTime }, with the signature in Url.',
    })
  })

  it('signs all that is asked for at once, since no answer serves two requests', async () => {
    const pending: (() => void)[] = []
    const signUrl = () =>
      new Promise<PresignedRequest>((resolve) =>
        pending.push(() => resolve({ Url: signed, Method: 'GET', Headers: {}, ExpiredTime: NOW + 60 })),
      )
    const cos = new COS({ Bucket, Region, now: () => START, credentials: { signUrl } })
    const sizes = Array.from({ length: 50 }, (_, size) => ({
      Key: 'a',
      Query: { [`imageMogr2/thumbnail/${size}x/`]: '' },
    }))
    const all = cos.presignAll(sizes)
    await Promise.resolve()
    expect(pending).toHaveLength(50)
    for (const answer of pending) answer()
    await expect(all).resolves.toHaveLength(50)
  })

  it('gets copies: what it changes is its own', async () => {
    const signUrl = async (request: { Headers: Record<string, string>; Query: Record<string, string> }) => {
      request.Headers['x-request-id'] = request.Query.changed = 'abc'
      return { Url: signed, Method: 'GET' as const, Headers: {}, ExpiredTime: NOW + 60 }
    }
    const cos = new COS({ Bucket, Region, now: () => START, credentials: { signUrl } })
    await cos.presign({ Key: 'a' })
    expect(await cos.presign({ Key: 'b' })).toMatchObject({ Headers: {} })
  })

  it('keeps nothing: every request is signed by the backend', async () => {
    const requests: object[] = []
    const cos = client({ Url: signed }, requests)
    await cos.presign({ Key: 'a' })
    await cos.presign({ Key: 'a' })
    expect(requests).toHaveLength(2)
  })

  it.each([
    ['a text', 'not today', 'CredentialsFailed', 'not today'],
    ['no Url', { ok: true }, 'CredentialsFailed', 'an object with ok'],
    ['another method', { Url: signed, Method: 'DELETE' }, 'CredentialsInvalid', 'signed DELETE, not GET'],
    ['an error', { error: 'not yours' }, 'CredentialsFailed', 'not yours'],
    [
      'an unsigned Url',
      { Url: `https://${HOST}/a` },
      'CredentialsInvalid',
      'carries no signature, or none with an end',
    ],
    ['no answer', undefined, 'CredentialsFailed', 'gave no credentials for name/cos:GetObject'],
    [
      'no end',
      { Url: `https://${HOST}/a?q-signature=1` },
      'CredentialsInvalid',
      'carries no signature, or none with an end',
    ],
  ])('refuses %s', async (_, answer, code, message) => {
    expect(await errorOf(client(answer).presign({ Key: 'a' }))).toMatchObject({
      name: 'CosError',
      code,
      message: expect.stringContaining(message),
    })
  })
})

const old = `q-sign-algorithm=sha1&q-ak=AKIDEXAMPLE&q-sign-time=${NOW - 60};${NOW - 1}&q-signature=0123`

describe('a finished signature that is over', () => {
  it.each([
    ['from getAuthorization', { getAuthorization: (_: object, callback: (answer: string) => void) => callback(old) }],
    [
      'from signUrl',
      {
        credentials: {
          signUrl: async ({ Method }: { Method: Method }) => {
            return { Url: `https://${HOST}/a?${old}`, Method, Headers: {}, ExpiredTime: NOW - 1 }
          },
        },
      },
    ],
  ])('is refused once the time is known, %s', async (_, source) => {
    const { wx, clock } = setUpBackend({ answer: () => ({}) })
    const cos = new COS({ Bucket, Region, ...source, wx, now: clock.now, timers: wx.phone.timers })
    await clock.run(cos.headObject({ Key: 'a' }))
    expect(await clock.run(errorOf(cos.presign({ Key: 'a' })))).toMatchObject({ code: 'CredentialsInvalid' })
  })
})
