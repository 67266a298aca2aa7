import { COS } from 'cos-miniprogram'
import { createWx, virtualClock } from '../../wx'
import { Bucket, Region, SecretId, SecretKey } from './example'

const phone = (envVersion: 'develop' | 'trial' | 'release') =>
  createWx({ clock: virtualClock(), handler: () => undefined, envVersion })
const create = (options: object = {}) => new COS({ Bucket, Region, SecretId, SecretKey, ...options })

describe('a permanent key', () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation()
  beforeEach(() => warn.mockClear())
  afterAll(() => warn.mockRestore())

  it('is right on a backend, where there is no mini program: nothing is said', async () => {
    await create().presign({ Key: 'a' })
    expect(warn).not.toHaveBeenCalled()
  })

  it('warns once a process in a mini program, and does not show itself', async () => {
    const cos = create({ wx: phone('develop') })
    create({ wx: phone('develop') })
    await cos.presignAll([{ Key: 'a' }, { Key: 'b' }])
    cos.getObjectUrl({ Key: 'c' })
    expect(warn.mock.calls).toEqual([[expect.stringContaining('debugging')]])
    expect(String(warn.mock.calls)).not.toMatch(`${SecretId}|${SecretKey}`)
  })

  it.each(['develop', 'trial'] as const)('works in the %s version', async (version) => {
    await expect(create({ wx: phone(version) }).presign({ Key: 'a' })).resolves.toHaveProperty('Url')
  })

  it('throws in a released mini program', () => {
    expect(() => create({ wx: phone('release') })).toThrow('A permanent key is for debugging only')
  })

  it('throws there also where wx is the global one', () => {
    Object.assign(globalThis, { wx: phone('release') })
    try {
      expect(() => create()).toThrow('A permanent key is for debugging only')
    } finally {
      Reflect.deleteProperty(globalThis, 'wx')
    }
  })
})
