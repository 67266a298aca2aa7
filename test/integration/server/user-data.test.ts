import { errorOf } from '../../unit/server/backend'
import { serveBucket, type ServedBucket } from './served-bucket'

let bucket: ServedBucket
let anna: { token: string; Prefix: string }
async function open(settings?: Record<string, string>) {
  bucket = await serveBucket(settings)
  anna = await bucket.backend.login('anna')
}
afterEach(() => bucket.close())

const deleteAll = (token = anna.token) =>
  bucket.backend.request('/cos/user-data', { method: 'DELETE', headers: { authorization: `Bearer ${token}` } })

describe('DELETE /cos/user-data', () => {
  it('deletes objects and unfinished uploads of the user, and nothing of anybody else', async () => {
    await open({ USER_DATA_DELETION: 'allow' })
    for (const name of ['a.jpg', '旅行/b.jpg']) await bucket.put(`${anna.Prefix}${name}`, 'photo')
    await bucket.put('u/other/a.jpg', 'photo')
    await bucket.owner({ Method: 'POST', Key: `${anna.Prefix}c.mp4`, Query: { uploads: '' } })

    const response = await deleteAll()

    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ objects: 2, uploads: 1, complete: true })
    expect(await bucket.keys('')).toEqual(['u/other/a.jpg'])
  })

  it('shares one run among calls at the same time', async () => {
    await open({ USER_DATA_DELETION: 'allow', LIMIT_PER_USER: '1' })
    await bucket.put(`${anna.Prefix}a.jpg`, 'photo')

    const answers = await Promise.all([deleteAll(), deleteAll()])

    expect(await Promise.all(answers.map((each) => each.json()))).toEqual([
      expect.objectContaining({ objects: 1 }),
      expect.objectContaining({ objects: 1 }),
    ])
    expect(await errorOf(await deleteAll())).toMatchObject({ status: 429, code: 'TooManyRequests' })
  })

  it('is not there unless it is set', async () => {
    await open()
    await bucket.put(`${anna.Prefix}a.jpg`, 'photo')

    expect(await errorOf(await deleteAll())).toMatchObject({ status: 404, code: 'NotFound' })
    expect(await bucket.keys('')).toHaveLength(1)
  })

  it('needs a session', async () => {
    await open({ USER_DATA_DELETION: 'allow' })
    expect(await errorOf(await deleteAll('a.b.c'))).toMatchObject({ status: 401, code: 'Unauthenticated' })
  })
})
