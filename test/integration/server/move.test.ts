import { errorOf } from '../../unit/server/backend'
import { serveBucket, type ServedBucket } from './served-bucket'

let bucket: ServedBucket
let anna: { token: string; Prefix: string }
beforeEach(async () => {
  bucket = await serveBucket()
  anna = await bucket.backend.login('anna')
})
afterEach(() => bucket.close())

const move = (From: string, To: string, token = anna.token) => bucket.backend.post('/cos/move', { From, To }, token)
const text = async (Key: string) => (await bucket.owner({ Method: 'GET', Key })).text

describe('POST /cos/move', () => {
  it('moves an object of the user to another key, whatever characters both have', async () => {
    const [from, to] = [`${anna.Prefix}图 1+%.jpg`, `${anna.Prefix}旅行 & more/图 1+%.jpg`]
    await bucket.put(from, 'photo')

    const response = await move(from, to)

    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ Key: to })
    expect(await bucket.keys(anna.Prefix)).toHaveLength(1)
    expect(await text(to)).toBe('photo')
  })

  it('replaces nothing, and leaves both where they are', async () => {
    const [from, to] = [`${anna.Prefix}a.jpg`, `${anna.Prefix}b.jpg`]
    await bucket.put(from, 'photo')
    await bucket.put(to, 'another')

    expect(await errorOf(await move(from, to))).toMatchObject({ status: 409, code: 'AlreadyExists' })
    expect([await text(from), await text(to)]).toEqual(['photo', 'another'])
  })

  it('ends a move that has broken off after the copy', async () => {
    const [from, to] = [`${anna.Prefix}a.jpg`, `${anna.Prefix}b.jpg`]
    await bucket.put(from, 'photo')
    bucket.advance(2)
    await bucket.put(to, 'photo')

    expect((await move(from, to)).status).toBe(200)
    expect(await bucket.keys(anna.Prefix)).toEqual([to])
  })

  it('leaves both of two equal objects where the other one is not the later, so that opposite moves delete one at most', async () => {
    const [older, newer] = [`${anna.Prefix}a.jpg`, `${anna.Prefix}b.jpg`]
    await bucket.put(older, 'photo')
    bucket.advance(2)
    await bucket.put(newer, 'photo')

    expect(await errorOf(await move(newer, older))).toMatchObject({ status: 409, code: 'AlreadyExists' })
    expect(await bucket.keys(anna.Prefix)).toEqual([older, newer])
  })

  it('says that there is nothing to move', async () => {
    const response = await move(`${anna.Prefix}a.jpg`, `${anna.Prefix}b.jpg`)
    expect(await errorOf(response)).toMatchObject({ status: 404, code: 'NoSuchObject' })
  })

  it.each([
    ['from another folder', 'u/other/a.jpg', 'OWN/a.jpg', 403],
    ['to another folder', 'OWN/a.jpg', 'u/other/a.jpg', 403],
    ['from what all may read', 'samples/a.jpg', 'OWN/a.jpg', 403],
    ['out of the folder by dots', 'OWN/../other/a.jpg', 'OWN/a.jpg', 400],
    ['out of the folder by encoded dots', 'OWN/%2e%2e/other/a.jpg', 'OWN/a.jpg', 400],
    ['onto itself', 'OWN/a.jpg', 'OWN/a.jpg', 400],
    ['a folder', 'OWN/a/', 'OWN/b/', 400],
    ['everything', 'OWN/*', 'OWN/b', 400],
  ])('refuses to move %s', async (_, from, to, status) => {
    await bucket.put('u/other/a.jpg', 'photo')
    await bucket.put('samples/a.jpg', 'photo')
    const own = (key: string) => key.replace('OWN/', anna.Prefix)

    expect((await move(own(from), own(to))).status).toBe(status)
    expect(await bucket.keys('')).toEqual(['samples/a.jpg', 'u/other/a.jpg'])
  })

  it('needs a session', async () => {
    const response = await bucket.backend.post('/cos/move', { From: 'a', To: 'b' })
    expect(await errorOf(response)).toMatchObject({ status: 401, code: 'Unauthenticated' })
  })
})

it('counts a move against the limit of its user', async () => {
  const limited = await serveBucket({ LIMIT_SIGNATURES_PER_USER: '7' })
  const { token, Prefix } = await limited.backend.login('anna')
  await limited.put(`${Prefix}a.jpg`, 'photo')
  const go = (From: string, To: string) =>
    limited.backend.post('/cos/move', { From: `${Prefix}${From}`, To: `${Prefix}${To}` }, token)

  expect((await go('a.jpg', 'b.jpg')).status).toBe(200)
  expect(await errorOf(await go('b.jpg', 'a.jpg'))).toMatchObject({ status: 429, code: 'TooManyRequests' })
  await limited.close()
})

it('says so where COS gives no answer, and names no address', async () => {
  await bucket.close()
  const error = await errorOf(await move(`${anna.Prefix}a.jpg`, `${anna.Prefix}b.jpg`))
  expect(error).toEqual({ status: 502, code: 'CosFailed', message: 'COS gave no answer' })
  bucket = await serveBucket()
})
