import type { Credentials } from 'cos-miniprogram'
import { LONGEST_LIFE, NOW, temporary } from './example'
import { errorOf, setUp } from './set-up'
import { setUpBackend } from './backend'

const DAY = 86_400_000
const YEAR_2102 = 4_165_516_800

describe('junk is told from credentials', () => {
  it.each<[string, Record<string, unknown>]>([
    ['no token', { SecurityToken: '' }],
    ["no token but the backend's own, for its session", { SecurityToken: '', token: 'session' }],
    ['half a key', { TmpSecretKey: undefined }],
    ['a Scope whose Actions are no list', { Scope: { Prefix: '', Actions: '*' } }],
    ['no end', { ExpiredTime: undefined }],
    ['an end that is no number', { ExpiredTime: 'soon' }],
    ['an end that is endless', { ExpiredTime: Infinity, StartTime: undefined }],
    ['a life of more than 36 hours', { ExpiredTime: NOW + LONGEST_LIFE + 1 }],
    ['an end in the year 2102', { ExpiredTime: YEAR_2102 }],
    ['times in milliseconds', { StartTime: NOW * 1000, ExpiredTime: (NOW + 1800) * 1000 }],
    ['an end before the start', { StartTime: NOW, ExpiredTime: NOW - 1 }],
  ])('%s', async (_, wrong) => {
    const { cos } = setUp({ answer: () => ({ ...temporary(), ...wrong }) })
    const error = await errorOf(cos.presign({ Key: 'a' }))
    expect(error).toMatchObject({ name: 'CosError', code: 'CredentialsInvalid' })
    expect(error).toHaveProperty('hint', expect.stringMatching(/SecurityToken.*36 hours/))
  })

  it('a life of 36 hours is none', async () => {
    const { cos } = setUp({ answer: () => temporary({ ExpiredTime: NOW + LONGEST_LIFE }) })
    await expect(cos.presign({ Key: 'a' })).resolves.toHaveProperty('Url')
  })

  it.each([-DAY, 0, DAY])('an end before the Date of the answer, whatever a phone %d ms off thinks', async (ahead) => {
    const { cos } = setUpBackend({ answer: () => temporary({ StartTime: NOW - 1800, ExpiredTime: NOW - 1 }), ahead })
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({
      code: 'CredentialsInvalid',
      hint: expect.stringContaining('36 hours'),
    })
  })

  it.each([-DAY, 0, DAY])('an end in 2102 with no start, whatever a phone %d ms off thinks', async (ahead) => {
    const answer = (): Credentials => temporary({ StartTime: undefined, ExpiredTime: YEAR_2102 })
    const { cos } = setUpBackend({ answer, ahead })
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({
      code: 'CredentialsInvalid',
      hint: expect.stringContaining('36 hours'),
    })
  })

  it("is never judged by the phone's clock alone", async () => {
    for (const days of [-400, -2, 2, 400]) {
      const { cos } = setUp({ ahead: days * DAY })
      await expect(cos.presign({ Key: 'a' })).resolves.toMatchObject({ ExpiredTime: NOW + 900 })
    }
  })

  it('is not kept', async () => {
    let asked = 0
    const { cos, clock } = setUp({ answer: () => (asked++ === 0 ? temporary({ SecurityToken: '' }) : temporary()) })
    await errorOf(cos.presign({ Key: 'a' }))
    await clock.advance(1000)
    await expect(cos.presign({ Key: 'a' })).resolves.toHaveProperty('Url')
  })
})
