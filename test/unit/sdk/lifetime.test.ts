import { LONGEST_LIFE, NOW, SecretKey, START } from './example'
import { expectedOf, readUrl } from './reference-signature'
import { setUp, setUpPermanent } from './set-up'

const minutes = 60_000

describe('a URL ends', () => {
  it('900 seconds from now, unless it is told otherwise', async () => {
    const { cos } = setUp()
    expect(await cos.presign({ Key: 'a' })).toMatchObject({ ExpiredTime: NOW + 900 })
    expect(await cos.presign({ Key: 'a', Expires: 60 })).toMatchObject({ ExpiredTime: NOW + 60 })
  })

  it('where its own q-sign-time says', async () => {
    const signed = await setUp().cos.presign({ Key: 'a', Expires: 77 })
    expect(readUrl(signed.Url).end).toBe(signed.ExpiredTime)
  })

  it('with the credentials at the latest, and says so', async () => {
    const { cos } = setUp({ life: 1800 })
    const signed = await cos.presign({ Key: 'a', Expires: 7200 })
    expect(signed.ExpiredTime).toBe(NOW + 1800)
    expect(readUrl(signed.Url).end).toBe(NOW + 1800)
  })

  it('after whole seconds, never early', async () => {
    const { ExpiredTime } = await setUp().cos.presign({ Key: 'a', Expires: 1.5 })
    expect(ExpiredTime).toBe(NOW + 2)
  })

  it('counted from now, not from when the credentials were issued', async () => {
    const { cos, clock } = setUp({ life: 7200 })
    await cos.presign({ Key: 'a' })
    await clock.advance(20 * minutes)
    expect(await cos.presign({ Key: 'a' })).toMatchObject({ ExpiredTime: NOW + 1200 + 900 })
  })
})

describe('a URL starts', () => {
  it("at the credentials' StartTime", async () => {
    const { cos, clock } = setUp({ life: 7200 })
    await clock.advance(5 * minutes)
    await cos.presign({ Key: 'a' })
    await clock.advance(20 * minutes)
    expect(readUrl((await cos.presign({ Key: 'a' })).Url).start).toBe(NOW + 300)
  })

  it('36 hours before the end of credentials that do not say when they were issued', async () => {
    const { cos } = setUp({ answer: (_, issued) => ({ ...issued, StartTime: undefined }) })
    const signed = await cos.presign({ Key: 'a' })
    expect(readUrl(signed.Url)).toMatchObject({ start: NOW + 1800 - LONGEST_LIFE, ...expectedOf(signed, SecretKey) })
  })

  it('well in the past with a permanent key, so that no clock can put it into the future', async () => {
    const { Url, ExpiredTime } = await setUpPermanent().presign({ Key: 'a' })
    expect(ExpiredTime).toBe(NOW + 900)
    expect(readUrl(Url).start).toBe(NOW - 129_600)
  })
})

describe('held credentials', () => {
  it.each([
    ['Expires is less than their life', { life: 1800, Expires: 600 }, 300],
    ['their life is less than Expires', { life: 600, Expires: 3600 }, 300],
  ])('are used while half of the lesser remains in them: %s', async (_, { life, Expires }, half) => {
    const { cos, clock, requests } = setUp({ life })
    await cos.presign({ Key: 'a', Expires })
    await clock.advance((life - half) * 1000)
    const last = await cos.presign({ Key: 'a', Expires })
    expect(last.ExpiredTime).toBe(NOW + life)
    expect(readUrl(last.Url).secretId).toBe('AKIDEXAMPLE1')

    await clock.advance(1000)
    const next = await cos.presign({ Key: 'a', Expires })
    expect(readUrl(next.Url).secretId).toBe('AKIDEXAMPLE2')
    expect(requests).toHaveLength(2)
  })

  it('with less than that left are of no use to whoever comes next', async () => {
    const { cos, clock } = setUp({ life: 1800 })
    await cos.presign({ Key: 'a' })
    await clock.advance((1800 - 449) * 1000)
    expect(readUrl((await cos.presign({ Key: 'a' })).Url).secretId).toBe('AKIDEXAMPLE2')
  })

  it('are fetched anew ahead of their end, without anybody waiting', async () => {
    const { cos, clock, requests } = setUp({ life: 1800 })
    await cos.presign({ Key: 'a' })
    await clock.advance((1800 - 500) * 1000)
    expect(readUrl(cos.getObjectUrl({ Key: 'a' })).secretId).toBe('AKIDEXAMPLE1')
    await clock.advance(0)
    expect(requests).toHaveLength(2)
    expect(readUrl(cos.getObjectUrl({ Key: 'a' })).secretId).toBe('AKIDEXAMPLE2')
  })

  it('serve on when fetching ahead fails, and the backend is not hammered', async () => {
    const first = { asked: 0 }
    const { cos, clock, requests } = setUp({
      answer: (_, issued) => (first.asked++ === 0 ? issued : { error: 'down' }),
    })
    await cos.presign({ Key: 'a' })
    await clock.advance((1800 - 500) * 1000)
    for (let call = 0; call < 20; call++) await cos.presign({ Key: 'a' })
    expect(requests).toHaveLength(2)
  })

  it.each([
    [600, 1800],
    [500, 900],
  ])('that come with %d s left are not fetched again at each call for %d s', async (left, Expires) => {
    const kept = { StartTime: NOW + left - 1800, ExpiredTime: NOW + left }
    const { cos, requests } = setUp({ answer: (_, issued) => ({ ...issued, ...kept }) })
    for (let call = 0; call < 20; call++) await cos.presign({ Key: 'a', Expires })
    expect(requests).toHaveLength(1)
  })

  it('never sign a URL that is over when it is made', async () => {
    const { cos, clock } = setUp({ life: 600 })
    for (let minute = 0; minute < 60; minute++) {
      const { ExpiredTime } = await cos.presign({ Key: 'a', Expires: 3600 })
      expect(ExpiredTime).toBeGreaterThan(clock.now() / 1000 + 299)
      await clock.advance(minutes)
    }
    expect(clock.now()).toBe(START + 60 * minutes)
  })
})
