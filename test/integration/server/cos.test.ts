import { createBackend } from '../../unit/server/backend'
import { createWorld, HOST, JPEG } from './world'
import type { Exchange } from './world'

const PUT = ['name/cos:PutObject']
const put = (key: string, more: Partial<Exchange> = {}): Exchange => ({
  method: 'PUT',
  key,
  headers: JPEG,
  body: 'photo',
  ...more,
})

describe('the credentials that the backend grants', () => {
  it('write the one object, and another grant reads and lists it', async () => {
    const { grant } = createWorld()
    const write = await grant('anna', PUT, { Key: 'OWN/a.jpg' })
    const read = await grant('anna', ['name/cos:GetObject'], { Key: 'OWN/b.jpg' })
    const list = await grant('anna', ['name/cos:GetBucket'], { Prefix: 'OWN/' })
    const { Prefix } = await createBackend().login('anna')

    expect((await write(put('OWN/a.jpg'))).status).toBe(200)
    expect(await read({ method: 'GET', key: 'OWN/a.jpg' })).toEqual({ status: 200, text: 'photo' })
    expect((await list({ method: 'GET', key: '', query: { prefix: Prefix } })).text).toContain(
      `<Key>${Prefix}a.jpg</Key>`,
    )
  })

  it.each<[string, Exchange]>([
    ['another key', put('OWN/b.jpg')],
    ['a key that starts alike', put('OWN/a.jpg.exe')],
    ["another user's key", put('u/other/a.jpg')],
    ['a read', { method: 'GET', key: 'OWN/a.jpg' }],
    ['a deletion', { method: 'DELETE', key: 'OWN/a.jpg' }],
    ['an upload in parts', { method: 'POST', key: 'OWN/a.jpg', query: { uploads: '' }, headers: JPEG }],
    ['a public ACL', put('OWN/a.jpg', { headers: { ...JPEG, 'x-cos-acl': 'public-read' } })],
    ['a grant to somebody', put('OWN/a.jpg', { headers: { ...JPEG, 'x-cos-grant-read': 'id="100000000001"' } })],
    ['a page', put('OWN/a.jpg', { headers: { 'content-type': 'text/html' } })],
    ['a drawing with scripts', put('OWN/a.jpg', { headers: { 'content-type': 'image/svg+xml' } })],
    ['no type', put('OWN/a.jpg', { headers: {} })],
    ['a body one byte over the limit', put('OWN/a.jpg', { body: 'x'.repeat(101) })],
    [
      'a copy of what the user may not read',
      put('OWN/a.jpg', { headers: { ...JPEG, 'x-cos-copy-source': `${HOST}/u/other/a.jpg` } }),
    ],
  ])('for one upload are refused by COS for %s', async (_, exchange) => {
    const { grant } = createWorld({ settings: { UPLOAD_MAX_BYTES: '100' } })
    const write = await grant('anna', PUT, { Key: 'OWN/a.jpg' })

    expect((await write(exchange)).status).toBe(403)
    expect((await write(put('OWN/a.jpg', { body: 'x'.repeat(100) }))).status).toBe(200)
  })

  it.each<[string, Exchange]>([
    ['a write', put('OWN/a.jpg')],
    ["another user's object", { method: 'GET', key: 'u/other/a.jpg' }],
    ['a listing', { method: 'GET', key: '', query: { prefix: 'u/' } }],
  ])('to read are refused by COS for %s', async (_, exchange) => {
    const read = await createWorld().grant('anna', ['name/cos:GetObject'], { Key: 'OWN/a.jpg' })

    expect((await read(exchange)).status).toBe(403)
  })

  it.each(['', 'u/', 'u', 's', 'samples'])('to list are refused by COS for the prefix "%s"', async (prefix) => {
    const list = await createWorld().grant('anna', ['name/cos:GetBucket'], { Prefix: 'samples/' })

    expect((await list({ method: 'GET', key: '', query: { prefix } })).status).toBe(403)
    expect((await list({ method: 'GET', key: '', query: { prefix: 'samples/' } })).status).toBe(200)
  })
})

describe('a URL that the backend has signed', () => {
  const signedBy = async (world: ReturnType<typeof createWorld>, request: object) => {
    const { token, Prefix } = await world.backend.login('anna')
    const body = { Query: {}, Headers: {}, Expires: 900, ...request }
    const response = await world.backend.post('/cos/sign', JSON.stringify(body).replaceAll('OWN/', Prefix), token)
    const { Url, Headers } = (await response.json()) as { Url: string; Headers: Record<string, string> }
    return { target: Url.slice(Url.indexOf('/', 8)), headers: Headers }
  }

  it('is accepted by COS in strict signature mode', async () => {
    const world = createWorld()
    const upload = await signedBy(world, { Method: 'PUT', Key: 'OWN/图 1+%.jpg', Headers: JPEG })
    const download = await signedBy(world, {
      Method: 'GET',
      Key: 'OWN/图 1+%.jpg',
      Query: { 'response-cache-control': 'no-cache' },
    })

    expect((await world.send({ method: 'PUT', ...upload, body: 'photo' })).status).toBe(200)
    expect(await world.send({ method: 'GET', ...download })).toEqual({ status: 200, text: 'photo' })
  })

  it('is held to the limit of size, which no signature could do', async () => {
    const world = createWorld({ settings: { UPLOAD_MAX_BYTES: '4' } })
    const upload = await signedBy(world, { Method: 'PUT', Key: 'OWN/a.jpg', Headers: JPEG })

    expect((await world.send({ method: 'PUT', ...upload, body: 'photo' })).status).toBe(403)
  })

  it('is refused with another method, header or parameter', async () => {
    const world = createWorld()
    const { target, headers } = await signedBy(world, { Method: 'PUT', Key: 'OWN/a.jpg', Headers: JPEG })
    const attempts = [
      { method: 'GET', target, headers },
      { method: 'DELETE', target, headers },
      { method: 'PUT', target, headers: { 'content-type': 'image/png' } },
      { method: 'PUT', target: `${target}&versionId=1`, headers },
      { method: 'PUT', target: target.replace('a.jpg', 'b.jpg'), headers },
    ]

    for (const attempt of attempts) expect((await world.send({ ...attempt, body: 'photo' })).status).toBe(403)
  })
})
