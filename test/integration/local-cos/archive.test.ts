import { TestCos, host, type Draft } from './test-cos'

const DAY = 24 * 3600
let cos: TestCos
beforeEach(async () => {
  cos = new TestCos({ restoreTime: 60_000 })
  await cos.send({ method: 'PUT', key: 'a', body: 'hello', headers: { 'x-cos-storage-class': 'ARCHIVE' } })
})

const get = (key = 'a') => cos.send({ key })
const head = (key = 'a') => cos.send({ method: 'HEAD', key })
const restore = (days: number | string = 1, draft: Draft = {}) =>
  cos.send({ method: 'POST', key: 'a', query: { restore: '' }, body: document(`<Days>${days}</Days>`), ...draft })
const document = (inner: string) =>
  `<RestoreRequest>${inner}<CASJobParameters><Tier>Expedited</Tier></CASJobParameters></RestoreRequest>`

describe('an archived object', () => {
  it('cannot be read or copied, but is there', async () => {
    expect(await get()).toMatchObject({ status: 403, Code: 'InvalidObjectState' })
    const headers = { 'x-cos-copy-source': `${host}/a` }
    expect(await cos.send({ method: 'PUT', key: 'b', headers })).toMatchObject({ Code: 'InvalidObjectState' })
    const { status, headers: shown } = await head()
    expect([status, shown.get('x-cos-storage-class'), shown.get('x-cos-restore')]).toEqual([200, 'ARCHIVE', undefined])
  })

  it('can be read once it has been restored, until that ends', async () => {
    expect((await restore(2)).status).toBe(202)
    expect((await head()).headers.get('x-cos-restore')).toBe('ongoing-request="true"')
    expect(await get()).toMatchObject({ status: 403, Code: 'InvalidObjectState' })
    expect(await restore()).toMatchObject({ status: 409, Code: 'RestoreAlreadyInProgress' })
    cos.advance(60)
    expect((await get()).text).toBe('hello')
    expect((await head()).headers.get('x-cos-restore')).toBe(
      'ongoing-request="false", expiry-date="Sat, 03 Jan 2026 00:00:00 GMT"',
    )
    cos.advance(2 * DAY - 61)
    expect((await get()).status).toBe(200)
    cos.advance(1)
    expect((await get()).status).toBe(403)
    expect((await restore()).status).toBe(202)
  })

  it('stays readable for longer where it is restored again', async () => {
    await restore(1)
    cos.advance(60)
    expect((await restore(3)).status).toBe(200)
    cos.advance(2 * DAY)
    expect((await get()).text).toBe('hello')
  })

  it('is archived no more where another class takes its place', async () => {
    await cos.send({ method: 'PUT', key: 'a', body: 'new' })
    expect((await get()).text).toBe('new')
  })
})

describe('a restore', () => {
  it.each([
    ['of nothing', { key: 'b' }, 404, 'NoSuchKey'],
    ['without a document', { body: '' }, 400, 'MalformedXML'],
    ['for no days', { body: document('<Days>0</Days>') }, 400, 'InvalidArgument'],
    ['for a word', { body: document('<Days>some</Days>') }, 400, 'InvalidArgument'],
    ['by nobody', { as: 'nobody' as const }, 403, 'AccessDenied'],
  ])('%s is refused', async (_, draft, status, Code) => {
    expect(await restore(1, draft)).toMatchObject({ status, Code })
  })

  it('of an object that is not archived is refused', async () => {
    await cos.send({ method: 'PUT', key: 'a', body: 'hello' })
    expect(await restore()).toMatchObject({ status: 403, Code: 'InvalidObjectState' })
  })

  it('is an action of its own', async () => {
    const reader = await cos.issueKey('', ['GetObject', 'PutObject'])
    expect((await restore(1, { as: reader })).status).toBe(403)
    const as = await cos.issueKey('', ['PostObjectRestore'])
    expect((await restore(1, { as })).status).toBe(202)
  })
})

it.each(['GET', 'PUT', 'DELETE', 'HEAD'])('%s of ?restore is not here, and says so', async (method) => {
  expect((await cos.send({ method, key: 'a', query: { restore: '' } })).status).toBe(405)
})
