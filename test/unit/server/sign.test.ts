import { createHash, createHmac } from 'node:crypto'
import { IssuerError } from '../../../server/src'
import { createBackend, environment, errorOf, issued, START } from './backend'

const NOW = START / 1000
const OWN = 'u/{user}/'

interface Signed {
  Url: string
  Method: string
  Headers: Record<string, string>
  ExpiredTime: number
}

/** Asks for a signature as a logged-in user; `{user}` in keys and parameters is that user's id. */
async function ask(request: object, more: Record<string, string> = {}) {
  const backend = createBackend(more)
  const { token, Prefix } = await backend.login('anna')
  const body = { Url: 'https://example.com/', Method: 'GET', Query: {}, Headers: {}, Expires: 900, ...request }
  const response = await backend.post('/cos/sign', JSON.stringify(body).replaceAll(OWN, Prefix), token)
  return { backend, response, Prefix }
}

async function signed(request: object, more?: Record<string, string>) {
  const { backend, response, Prefix } = await ask(request, more)
  expect(response.status).toBe(200)
  const answer = (await response.json()) as Signed
  return { backend, Prefix, answer, url: new URL(answer.Url) }
}

const hmac = (key: string, message: string) => createHmac('sha1', key).update(message).digest('hex')

/** The signature of the specification, step by step, over what the test says is signed. */
function expectedSignature(keyTime: string, method: string, path: string, parameters: string, headers: string): string {
  const http = `${method}\n${path}\n${parameters}\n${headers}\n`
  const stringToSign = `sha1\n${keyTime}\n${createHash('sha1').update(http).digest('hex')}\n`
  return hmac(hmac(issued(0).credentials.tmpSecretKey, keyTime), stringToSign)
}

describe('POST /cos/sign', () => {
  it('answers a URL that is signed with temporary credentials, over host, parameters and headers', async () => {
    const { url, answer, Prefix, backend } = await signed({
      Key: `${OWN}图 1.jpg`,
      Query: { 'imageMogr2/thumbnail/200x/': '', 'response-cache-control': 'max-age=60' },
    })

    const host = `${environment.COS_BUCKET}.cos.ap-guangzhou.myqcloud.com`
    const keyTime = `${NOW};${NOW + 900}`
    expect(url.origin + url.pathname).toBe(`https://${host}/${Prefix}%E5%9B%BE%201.jpg`)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      'q-ak': 'AKIDEXAMPLE',
      'q-sign-time': keyTime,
      'q-key-time': keyTime,
      'q-header-list': 'host',
      'q-url-param-list': 'imagemogr2%2fthumbnail%2f200x%2f;response-cache-control',
      'x-cos-security-token': 'example-token',
      'q-signature': expectedSignature(
        keyTime,
        'get',
        `/${Prefix}图 1.jpg`,
        'imagemogr2%2fthumbnail%2f200x%2f=&response-cache-control=max-age%3D60',
        `host=${host}`,
      ),
    })
    expect(answer).toMatchObject({ Method: 'GET', Headers: {}, ExpiredTime: NOW + 900 })
    expect(backend.policies[0]?.statement.map(({ action }) => action)).toEqual([['name/cos:GetObject']])
  })

  it('signs for the domain of the settings, whatever the Url says', async () => {
    const { url } = await signed(
      { Url: 'https://evil.example/', Key: `${OWN}a` },
      { COS_DOMAIN: 'http://127.0.0.1:5182' },
    )

    expect(url.origin).toBe('http://127.0.0.1:5182')
    expect(url.searchParams.get('q-header-list')).toBe('host')
  })

  it('never lets a signature outlive its credentials', async () => {
    const { answer, url } = await signed({ Key: `${OWN}a.jpg`, Expires: 365 * 86_400 }, { CREDENTIALS_SECONDS: '1800' })

    expect(answer.ExpiredTime).toBe(NOW + 1800)
    expect(url.searchParams.get('q-sign-time')).toBe(`${NOW};${NOW + 1800}`)
  })

  it('gives back the headers that the request has to carry', async () => {
    const Headers = { 'Content-Type': 'image/jpeg', 'x-cos-meta-place': 'home' }
    const { answer, url } = await signed({ Method: 'PUT', Key: `${OWN}a.jpg`, Headers })

    expect(answer.Headers).toEqual(Headers)
    expect(url.searchParams.get('q-header-list')).toBe('content-type;host;x-cos-meta-place')
  })

  it('lists only below the prefix', async () => {
    const listing = { Key: '', Query: { prefix: OWN, 'max-keys': '10' } }

    expect((await signed(listing)).url.pathname).toBe('/')
    expect((await ask({ Key: '', Query: {} })).response.status).toBe(403)
    expect((await ask({ Key: '', Query: { prefix: 'u/' } })).response.status).toBe(403)
  })

  it.each([
    ['POST', { uploads: '' }, { 'content-type': 'video/mp4' }, 'InitiateMultipartUpload'],
    ['PUT', { partNumber: '1', uploadId: 'x' }, {}, 'UploadPart'],
    ['GET', { uploadId: 'x' }, {}, 'ListParts'],
    ['POST', { uploadId: 'x' }, {}, 'CompleteMultipartUpload'],
    ['DELETE', { uploadId: 'x' }, {}, 'AbortMultipartUpload'],
    ['HEAD', {}, {}, 'HeadObject'],
    ['DELETE', {}, {}, 'DeleteObject'],
  ])('signs %s with %j by a policy for %s', async (Method, Query, Headers, action) => {
    const { backend } = await signed({ Method, Key: `${OWN}a.mp4`, Query, Headers })

    const allowed = backend.policies.flatMap(({ statement }) => statement.filter(({ effect }) => effect === 'allow'))
    expect(allowed.map((each) => each.action)).toEqual([[`name/cos:${action}`]])
  })
})

describe('what is not signed', () => {
  it.each([
    ['x-cos-acl', 'public-read'],
    ['X-COS-ACL', 'private'],
    ['x-cos-grant-read', 'id="1"'],
    ['x-cos-grant-full-control', 'id="1"'],
    ['x-cos-copy-source', 'photos-1250000000.cos.ap-guangzhou.myqcloud.com/u/other/a.jpg'],
    ['host', 'evil.example'],
    ['x-cos-security-token', 'other'],
    ['x-cos-meta-', 'x'],
    ['', 'x'],
  ])('an upload with the header %s', async (name, value) => {
    const Headers = { 'content-type': 'image/jpeg', [name]: value }
    const { response, backend } = await ask({ Method: 'PUT', Key: `${OWN}a.jpg`, Headers })

    expect(await errorOf(response)).toMatchObject({ status: 403, code: 'AccessDenied' })
    expect(backend.policies).toEqual([])
  })

  it.each([
    'acl',
    'ACL',
    'versionId',
    'response-content-type',
    'tagging',
    'sign',
    'q-ak',
    'x-cos-security-token',
    'imageMogr2/thumbnail/200x|watermark/1/image/aHR0cA',
    'imageMogr2/format/png%7Cwatermark%2F1%2Fimage%2FaHR0cA',
    'watermark/1/image/aHR0cA',
    'ci-process',
    '',
  ])('a download with the parameter "%s"', async (name) => {
    expect((await ask({ Key: `${OWN}a.jpg`, Query: { [name]: '' } })).response.status).toBe(403)
  })

  it.each(['text/html', 'image/svg+xml', 'image/jpeg; charset=x', 'IMAGE/JPEG', undefined])(
    'an upload of type %s, whatever the key is called',
    async (type) => {
      const Headers = type === undefined ? {} : { 'Content-Type': type }
      const put = await ask({ Method: 'PUT', Key: `${OWN}a.jpg`, Headers })
      const parts = await ask({ Method: 'POST', Key: `${OWN}a.jpg`, Query: { uploads: '' }, Headers })

      expect([put.response.status, parts.response.status]).toEqual([403, 403])
    },
  )

  it.each(['GET', 'PUT', 'HEAD', 'DELETE'])("%s on another user's object", async (Method) => {
    expect((await ask({ Method, Key: 'u/other/a.jpg', Headers: {} })).response.status).toBe(403)
  })

  it('a name that occurs twice in two spellings', async () => {
    const Query = { 'response-cache-control': 'a', 'Response-Cache-Control': 'b' }

    expect((await ask({ Key: `${OWN}a.jpg`, Query })).response.status).toBe(400)
  })

  it.each([
    { Expires: 0 },
    { Expires: -1 },
    { Expires: '900' },
    { Method: 'TRACE' },
    { Headers: { range: 'a\r\nx-cos-acl: public-read' } },
    { SecretId: 'x' },
  ])('a request with %j', async (more) => {
    expect((await ask({ Key: `${OWN}a.jpg`, ...more })).response.status).toBe(400)
  })

  it('an upload in parts where they are switched off', async () => {
    const request = {
      Method: 'POST',
      Key: `${OWN}a.jpg`,
      Query: { uploads: '' },
      Headers: { 'content-type': 'image/jpeg' },
    }

    expect((await ask(request, { UPLOAD_PARTS: 'refuse' })).response.status).toBe(403)
  })
})

describe('the credentials that sign', () => {
  const sign = (Key: string) => ({ Method: 'GET', Key, Expires: 60 })

  it('are asked for once for a whole album, and anew when half of their life is over', async () => {
    const backend = createBackend({ CREDENTIALS_SECONDS: '1800' })
    const { token, Prefix } = await backend.login('anna')
    const signAt = (Key: string) => backend.post('/cos/sign', sign(Key), token)

    await Promise.all([signAt(`${Prefix}1`), signAt(`${Prefix}2`), signAt(`${Prefix}3`)])
    backend.clock.now += 899_000
    await signAt(`${Prefix}4`)
    expect(backend.policies).toHaveLength(1)

    backend.clock.now += 1000
    await signAt(`${Prefix}5`)
    expect(backend.policies).toHaveLength(2)
  })

  it("are never another user's", async () => {
    const backend = createBackend()
    const [anna, ben] = [await backend.login('anna'), await backend.login('ben')]
    await backend.post('/cos/sign', sign(`${anna.Prefix}1`), anna.token)
    await backend.post('/cos/sign', sign(`${ben.Prefix}1`), ben.token)

    expect(backend.policies.map(({ statement }) => statement[0]?.resource[0])).toEqual([
      expect.stringContaining(`/${anna.Prefix}*`),
      expect.stringContaining(`/${ben.Prefix}*`),
    ])
  })

  it('are asked for again after a failure', async () => {
    let failures = 1
    const issue = async () => {
      if (failures-- > 0) throw new Error('down')
      return issued(1800)
    }
    const backend = createBackend({}, { issuer: { issue } })
    const { token, Prefix } = await backend.login('anna')

    expect((await backend.post('/cos/sign', sign(`${Prefix}1`), token)).status).toBe(502)
    expect((await backend.post('/cos/sign', sign(`${Prefix}1`), token)).status).toBe(200)
  })
})

describe('a list of requests', () => {
  const get = (Key: string) => ({ Method: 'GET', Key, Expires: 60 })

  /** Asks for a list as a logged-in user. */
  async function askList(requests: (Prefix: string) => unknown, options: Parameters<typeof createBackend>[1] = {}) {
    const backend = createBackend({}, options)
    const { token, Prefix } = await backend.login('anna')
    return { backend, Prefix, response: await backend.post('/cos/sign', { Requests: requests(Prefix) }, token) }
  }

  it('is signed in one call, each as it would be alone, and STS is asked once', async () => {
    const { backend, Prefix, response } = await askList((prefix) =>
      Array.from({ length: 200 }, (_, index) => get(`${prefix}${index}.jpg`)),
    )
    const { Signed } = (await response.json()) as { Signed: Signed[] }
    const { token } = await backend.login('anna')
    const alone: unknown = await (await backend.post('/cos/sign', get(`${Prefix}7.jpg`), token)).json()

    expect(response.status).toBe(200)
    expect(Signed).toHaveLength(200)
    expect(Signed[7]).toEqual(alone)
    expect(backend.policies).toHaveLength(1)
  })

  it('says in the place of one that may not be signed why not, and signs the others', async () => {
    const { response, backend } = await askList((prefix) => [get(`${prefix}a`), get('u/other/a'), get(`${prefix}a//b`)])

    expect(await response.json()).toEqual({
      Signed: [
        expect.objectContaining({ Url: expect.stringContaining('/a?') }),
        { error: { code: 'AccessDenied', message: expect.stringContaining('is not yours') } },
        { error: { code: 'InvalidRequest', message: expect.stringContaining('Key must') } },
      ],
    })
    expect(backend.logged).toContainEqual([expect.objectContaining({ status: 200, refusedCount: 2 }), 'request'])
  })

  it('is refused as a whole where the issuer fails', async () => {
    const issue = () => Promise.reject(new IssuerError('RequestLimitExceeded'))
    const { response } = await askList((prefix) => [get(`${prefix}a`), get('u/other/a')], { issuer: { issue } })

    expect(response.headers.get('retry-after')).toBe('1')
    expect(await errorOf(response)).toMatchObject({ status: 503, code: 'Busy' })
  })

  it.each([
    ['of none', () => []],
    ['of too many', (prefix: string) => Array(201).fill(get(`${prefix}a`))],
    ['that is none', () => ({})],
    ['with something else in it', () => ['a']],
  ])('%s is refused', async (_, requests) => {
    const { response, backend } = await askList(requests)

    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'InvalidRequest' })
    expect(backend.policies).toEqual([])
  })

  it('names the request that is wrong', async () => {
    const { response } = await askList((prefix) => [get(`${prefix}a`), { ...get(`${prefix}b`), Method: 'TRACE' }])

    expect((await errorOf(response)).message).toContain('Requests.1.Method')
  })
})

describe('a backend whose clock is wrong', () => {
  it.each([-120, 120])('by %i s signs for as long from now as was asked', async (skew) => {
    const backend = createBackend()
    backend.clock.now += skew * 1000
    const { token, Prefix } = await backend.login('anna')
    const body = { Method: 'GET', Key: `${Prefix}a`, Expires: 60 }

    const { ExpiredTime } = (await (await backend.post('/cos/sign', body, token)).json()) as Signed
    expect(ExpiredTime).toBe(NOW + 60)
  })
})
