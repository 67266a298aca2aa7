import { COS, type CredentialsRequest } from 'cos-miniprogram'
import { virtualClock } from '../../wx'
import { setUpBackend } from './backend'
import { Bucket, Region, START, temporary } from './example'
import { errorOf, setUp } from './set-up'

const READ = ['name/cos:GetObject']
const keys = (count: number, folder = '') =>
  Array.from({ length: count }, (_, index) => ({ Key: `${folder}${index}.jpg` }))
const statuses = (outcomes: readonly { status: string }[]) => outcomes.map(({ status }) => status).join(' ')

/** A backend that grants the folder `mine/`, and refuses all else in the way of the test. */
const refusing = (refuse: (key: string) => unknown) =>
  setUp({
    answer: ({ Key }, issued) =>
      Key.startsWith('mine') ? { ...issued, Scope: { Prefix: 'mine', Actions: READ } } : refuse(Key),
  })
const throwing = (Key: string) => {
  throw new Error(`not yours: ${Key}`)
}
const answering = () => ({ code: -1, message: 'not yours' })
const forbidding = () => {
  throw Object.assign(new Error('not yours'), { statusCode: 403 })
}

describe('a refusal of one key stops nobody who wants another', () => {
  it.each([
    ['that getCredentials throws', throwing],
    ['that the backend answers with HTTP 200', answering],
    ['with HTTP 403', forbidding],
  ])('%s', async (_, refuse) => {
    const { cos, requests } = refusing(refuse)
    const outcomes = await cos.presignAll([{ Key: 'theirs/a' }, { Key: 'mine/a' }, { Key: 'mine/b' }])
    expect(statuses(outcomes)).toBe('rejected fulfilled fulfilled')
    expect(requests).toHaveLength(2)
    await expect(cos.presign({ Key: 'mine/c' })).resolves.toHaveProperty('Url')
  })

  it('also where several are refused first', async () => {
    const { cos, requests } = refusing(forbidding)
    const wanted = ['theirs/a', 'theirs/b', 'hers/a', 'mine/a', 'theirs/c', 'mine/b']
    const outcomes = await cos.presignAll(wanted.map((Key) => ({ Key })))
    expect(statuses(outcomes)).toBe('rejected rejected rejected fulfilled rejected fulfilled')
    expect(requests.length).toBeLessThanOrEqual(5)
  })

  it('also beside it in the same folder, where the refusal has a status', async () => {
    const { cos } = refusing(forbidding)
    expect(statuses(await cos.presignAll([{ Key: 'theirs.jpg' }, { Key: 'mine.jpg' }]))).toBe('rejected fulfilled')
  })
})

describe('a backend that refuses everybody is asked about once for 500 calls', () => {
  it.each([
    [401, 1],
    [403, 3],
    [404, 3],
    [500, 1],
    [503, 1],
    [429, 1],
  ])('HTTP %d: %d requests at the most', async (status, most) => {
    const { cos, clock, heard } = setUpBackend({ answer: () => ({ error: 'no' }), status: () => status })
    const outcomes = await clock.run(cos.presignAll(keys(500)))
    expect(outcomes.filter(({ status: each }) => each === 'fulfilled')).toEqual([])
    expect(heard.length).toBeLessThanOrEqual(most)
  })
})

describe('a grant for exactly one key', () => {
  it('leaves single flight to the folders of others', async () => {
    const { cos, requests } = setUp({
      answer: ({ Key }, issued) => ({
        ...issued,
        Scope: { Prefix: Key.startsWith('album/') ? 'album/' : Key, Actions: READ },
      }),
    })
    await cos.presign({ Key: 'avatar.png' })
    const before = requests.length
    await cos.presignAll(keys(500, 'album/'))
    expect(requests.length - before).toBeLessThanOrEqual(6)
    await cos.presignAll(keys(500, 'album/more/'))
    expect(requests.length - before).toBeLessThanOrEqual(6)
  })
})

describe('an outage holds up its own scope only', () => {
  const down = () => {
    throw { errMsg: 'request:fail timeout' }
  }

  it('so credentials of another scope stay in use', async () => {
    const { cos } = setUp({ answer: ({ Actions }, issued) => (Actions.join() === READ.join() ? down() : issued) })
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({ retryable: true })
    await expect(cos.presign({ Key: 'a', Method: 'PUT' })).resolves.toHaveProperty('Url')
  })

  it('and lasts as long as Retry-After says', async () => {
    const { cos, clock, heard } = setUpBackend({
      answer: () => ({ error: 'busy' }),
      status: () => 503,
      headers: { 'Retry-After': '20' },
    })
    expect(await clock.run(errorOf(cos.presign({ Key: 'a' })))).toMatchObject({ statusCode: 503, retryAfter: 20 })
    await clock.advance(19_000)
    await clock.run(errorOf(cos.presign({ Key: 'a' })))
    expect(heard).toHaveLength(1)
    await clock.advance(1000)
    await clock.run(errorOf(cos.presign({ Key: 'a' })))
    expect(heard).toHaveLength(2)
  })

  it('and no longer because the phone was set back meanwhile', async () => {
    let back = 0
    let isDown = true
    const clock = virtualClock({ start: START })
    const cos = new COS({
      Bucket,
      Region,
      now: () => clock.now() - back,
      timers: clock,
      credentials: { getCredentials: async () => (isDown ? down() : temporary()) },
    })
    await errorOf(cos.presign({ Key: 'a' }))
    back = 3600_000
    isDown = false
    await expect(cos.presign({ Key: 'a' })).resolves.toHaveProperty('Url')
  })
})

describe('after logging in', () => {
  it('the backend is asked at once, though it has refused everybody until then', async () => {
    let isLoggedIn = false
    const { cos, clock, heard } = setUpBackend({
      answer: () => (isLoggedIn ? temporary() : { error: 'log in' }),
      status: () => (isLoggedIn ? 200 : 401),
    })
    for (let second = 0; second < 60; second++) {
      await clock.run(errorOf(cos.presign({ Key: 'a' })))
      await clock.advance(1000)
    }
    isLoggedIn = true
    const before = heard.length
    await expect(clock.run(cos.presign({ Key: 'a' }))).resolves.toHaveProperty('Url')
    expect(heard.length - before).toBe(1)
  })
})

describe('functions of the app get copies', () => {
  it('so what getAuthorization adds to its request lands in no URL', async () => {
    const cos = new COS({
      Bucket,
      Region,
      now: () => START,
      getAuthorization: (request, callback) => {
        request.Headers['x-request-id'] = request.Query.added = 'abc'
        request.Scope.push({ action: 'name/cos:*', bucket: Bucket, region: Region, prefix: '' })
        callback({ ...temporary() })
      },
    })
    await cos.presign({ Key: 'a' })
    cos.clearCredentials()
    const { Url, Headers } = await cos.presign({ Key: 'b' })
    expect(Headers).toEqual({})
    expect(Url).toContain('q-header-list=host&q-url-param-list=&')
  })

  it('so what getCredentials changes in its request changes no other', async () => {
    const asked: CredentialsRequest[] = []
    const { cos } = setUp({
      answer: (request, issued) => {
        asked.push({ ...request, Actions: [...request.Actions] })
        Object.assign(request, { Key: 'changed' })
        ;(request.Actions as string[]).push('name/cos:*')
        return { ...issued, ScopeLimit: true }
      },
    })
    await cos.presignAll([{ Key: 'a' }, { Key: 'b' }])
    expect(asked.map(({ Key, Actions }) => `${Key} ${Actions.join()}`)).toEqual([
      `a ${READ.join()}`,
      `b ${READ.join()}`,
    ])
  })
})
