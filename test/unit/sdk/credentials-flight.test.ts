import { COS, type CredentialsRequest, type Credentials } from 'cos-miniprogram'
import { virtualClock } from '../../wx'
import { Bucket, NOW, Region, START, temporary } from './example'
import { readUrl } from './reference-signature'
import { errorOf, setUp } from './set-up'

const keys = (count: number) => Array.from({ length: count }, (_, index) => ({ Key: `u/1/${index}.jpg` }))
const read = ['name/cos:GetObject']

/** A backend that answers when the test says so. */
function setUpSlow() {
  const clock = virtualClock({ start: START })
  const waiting: { request: CredentialsRequest; answer(credentials?: Partial<Credentials>): void; fail(): void }[] = []
  const getCredentials = (request: CredentialsRequest) =>
    new Promise<Credentials>((resolve, reject) => {
      waiting.push({
        request,
        answer: (more) => resolve(temporary(more)),
        fail: () => reject(new Error('down')),
      })
    })
  const cos = new COS({
    Bucket,
    Region,
    credentials: { getCredentials },
    now: clock.now,
    timers: clock,
    random: () => 0.5,
  })
  return { cos, clock, waiting }
}

describe('500 calls at once, on a cold cache', () => {
  it.each<[string, Partial<Credentials>]>([
    ['an answer without Scope', {}],
    ['an answer for their prefix', { Scope: { Prefix: 'u/1/', Actions: read } }],
  ])('cost one request: %s', async (_, more) => {
    const { cos, requests } = setUp({ answer: (_request, issued) => ({ ...issued, ...more }) })
    const outcomes = await cos.presignAll(keys(500))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(requests).toHaveLength(1)
  })

  it('cost one request each where the credentials are for single keys', async () => {
    const { cos, requests } = setUp({ answer: (_, issued) => ({ ...issued, ScopeLimit: true }) })
    const outcomes = await cos.presignAll(keys(50))
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(new Set(requests.map(({ Key }) => Key)).size).toBe(50)
    expect(requests).toHaveLength(50)
  })
})

describe('one request at a time', () => {
  it('is for a shared answer: single keys are asked for side by side, once that is known', async () => {
    const { cos, clock, waiting } = setUpSlow()
    const first = cos.presign({ Key: 'u/1/first.jpg' })
    await clock.advance(0)
    waiting[0]?.answer({ Scope: { Prefix: 'u/1/first.jpg', Actions: read } })
    await first
    const others = cos.presignAll(keys(5))
    await clock.advance(0)
    expect(waiting).toHaveLength(6)
    for (const each of waiting) each.answer()
    await others
  })

  it('serves all who wait for it, and those who come meanwhile', async () => {
    const { cos, clock, waiting } = setUpSlow()
    const first = cos.presign({ Key: 'a' })
    await clock.advance(100)
    const second = cos.presign({ Key: 'b' })
    await clock.advance(100)
    expect(waiting).toHaveLength(1)
    waiting[0]?.answer()
    await expect(Promise.all([first, second])).resolves.toHaveLength(2)
    expect(waiting).toHaveLength(1)
  })

  it('goes out for each bucket, region and need', async () => {
    const { cos, clock, waiting } = setUpSlow()
    const all = [
      cos.presign({ Key: 'a' }),
      cos.presign({ Key: 'a', Bucket: 'other-1250000000' }),
      cos.presign({ Key: 'a', Region: 'ap-beijing' }),
      cos.presign({ Key: 'a', Method: 'PUT' }),
    ]
    await clock.advance(0)
    expect(waiting.map(({ request }) => request)).toEqual([
      { Bucket, Region, Key: 'a', Actions: read },
      { Bucket: 'other-1250000000', Region, Key: 'a', Actions: read },
      { Bucket, Region: 'ap-beijing', Key: 'a', Actions: read },
      { Bucket, Region, Key: 'a', Actions: ['name/cos:PutObject'] },
    ])
    for (const each of waiting) each.answer()
    await Promise.all(all)
  })

  it('that fails, fails for all who wait, and is not kept', async () => {
    const { cos, clock, waiting } = setUpSlow()
    const outcomes = cos.presignAll(keys(3))
    await clock.advance(0)
    waiting[0]?.fail()
    expect(await outcomes).toMatchObject(Array(3).fill({ reason: { code: 'CredentialsFailed' } }))

    await clock.advance(1000)
    const again = cos.presign({ Key: 'a' })
    await clock.advance(0)
    waiting[1]?.answer()
    await expect(again).resolves.toHaveProperty('Url')
  })

  it('that is refused for one key does not fail those who want another', async () => {
    const { cos, requests } = setUp({
      answer: ({ Key }, issued) => {
        if (Key.startsWith('u/1/')) return { ...issued, Scope: { Prefix: 'u/1/', Actions: read } }
        throw Object.assign(new Error('not yours'), { name: 'CosError', code: 'CredentialsFailed', statusCode: 403 })
      },
    })
    const outcomes = await cos.presignAll([{ Key: 'u/2/a' }, { Key: 'u/1/a' }, { Key: 'u/2/b' }, { Key: 'u/1/b' }])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled'])
    expect(requests.length).toBeLessThanOrEqual(3)
  })
})

describe('a source that does not answer properly', () => {
  const client = (answer: (callback: (answer: Record<string, unknown>) => void) => unknown) => {
    const clock = virtualClock({ start: START })
    const getAuthorization = (_: object, callback: (value: Record<string, unknown>) => void) => void answer(callback)
    const cos = new COS({ Bucket, Region, getAuthorization, now: clock.now, timers: clock, random: () => 0.5 })
    return { cos, clock }
  }

  it('never: the call fails after credentialsTimeout', async () => {
    const { cos, clock } = client(() => undefined)
    const failed = errorOf(cos.presign({ Key: 'a' }))
    await clock.advance(14_999)
    expect(clock.pendingTimers()).toBe(1)
    expect(await clock.run(failed)).toMatchObject({ code: 'CredentialsTimeout', retryable: true })
    expect(clock.now()).toBe(START + 15_000)

    const patient = setUp({ credentialsTimeout: 50_000, answer: () => new Promise(() => undefined) })
    await patient.clock.run(errorOf(patient.cos.presign({ Key: 'a' })))
    expect(patient.clock.now()).toBe(START + 50_000)
  })

  it('late: the call has failed, and the answer harms nobody', async () => {
    const callbacks: ((answer: Record<string, unknown>) => void)[] = []
    const { cos, clock } = client((callback) => callbacks.push(callback))
    await clock.run(errorOf(cos.presign({ Key: 'a' })))
    callbacks[0]?.({ ...temporary({ TmpSecretId: 'AKIDLATE' }) })
    await clock.advance(1000)
    const next = cos.presign({ Key: 'a' })
    await clock.advance(0)
    callbacks[1]?.({ ...temporary({ StartTime: NOW + 16, ExpiredTime: NOW + 1800 }) })
    expect(readUrl((await next).Url).secretId).toBe('AKIDEXAMPLE')
  })

  it('twice: the first answer counts', async () => {
    const { cos } = client((callback) => {
      callback({ ...temporary() })
      callback({ ...temporary({ TmpSecretId: 'AKIDSECOND' }) })
      callback({ error: 'and an error' })
    })
    expect(readUrl((await cos.presign({ Key: 'a' })).Url).secretId).toBe('AKIDEXAMPLE')
  })

  it('by throwing: the call fails with what was thrown', async () => {
    const { cos } = client(() => {
      throw new Error('no such session')
    })
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({
      code: 'CredentialsFailed',
      message: expect.stringContaining('no such session'),
    })
  })

  it('by rejecting, as an async function does: the call fails at once', async () => {
    const clock = virtualClock({ start: START })
    // What people write, although the official callback is not awaited.
    const getAuthorization: (request: object) => void = async () => {
      throw new Error('login failed')
    }
    const cos = new COS({ Bucket, Region, getAuthorization, now: clock.now, timers: clock })
    expect(await clock.run(errorOf(cos.presign({ Key: 'a' })))).toMatchObject({
      code: 'CredentialsFailed',
      message: expect.stringContaining('login failed'),
    })
    expect(clock.now()).toBe(START)
  })

  it('leaves no timer behind', async () => {
    const { cos, clock } = setUp()
    await cos.presign({ Key: 'a' })
    expect(clock.pendingTimers()).toBe(0)
  })
})
