import fc from 'fast-check'
import { NOW, SecretKey } from './example'
import { expectedOf, readUrl } from './reference-signature'
import { setUp, setUpPermanent } from './set-up'

const stable = true

describe('a stable URL', () => {
  it('stays byte for byte the same for half its lifetime', async () => {
    const { cos, clock } = setUp({ life: 7200 })
    const urls = new Set<string>()
    for (let minute = 0; minute < 60; minute++) {
      urls.add((await cos.presign({ Key: 'a', Expires: 3600, stable })).Url)
      await clock.advance(60_000)
    }
    expect(urls.size).toBeLessThanOrEqual(3)
  })

  it('is what a server expects', async () => {
    const signed = await setUp().cos.presign({ Key: 'a', stable })
    expect(readUrl(signed.Url)).toMatchObject(expectedOf(signed, SecretKey))
  })

  it('changes when the credentials change', async () => {
    const { cos } = setUp({ life: 7200 })
    const before = await cos.presign({ Key: 'a', Expires: 3600, stable })
    cos.clearCredentials()
    const after = await cos.presign({ Key: 'a', Expires: 3600, stable })
    expect(after.ExpiredTime).toBe(before.ExpiredTime)
    expect(after.Url).not.toBe(before.Url)
  })

  it('always has half of min(Expires, life of the credentials) left, and never more than Expires', async () => {
    const seconds = fc.integer({ min: 2, max: 100_000 })
    await fc.assert(
      fc.asyncProperty(seconds, fc.integer({ min: 600, max: 129_600 }), seconds, async (Expires, life, later) => {
        const { cos, clock } = setUp({ life })
        await clock.advance(later * 1000)
        await cos.presign({ Key: 'a' })
        for (const step of [0, life / 3, life / 3, life / 3]) {
          await clock.advance(Math.floor(step) * 1000)
          const left = (await cos.presign({ Key: 'a', Expires, stable })).ExpiredTime - clock.now() / 1000
          expect(left).toBeGreaterThanOrEqual(Math.min(Expires, life) / 2)
          expect(left).toBeLessThanOrEqual(Expires)
        }
      }),
      { numRuns: 50, seed: 1 },
    )
  })

  it('is stable with a permanent key, too', async () => {
    let now = NOW * 1000
    const cos = setUpPermanent({ now: () => now })
    const first = (await cos.presign({ Key: 'a', Expires: 1000, stable })).Url
    now += 100_000
    expect((await cos.presign({ Key: 'a', Expires: 1000, stable })).Url).toBe(first)
  })
})
