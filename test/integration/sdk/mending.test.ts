import { expiredToken, internalError, requestExpired, slowDown } from '../../wx'
import { errorOf } from '../../unit/sdk/set-up'
import { createWorld } from './world'

const DAY = 86_400_000
const invalidKey = { kind: 'refuse', status: 403, code: 'InvalidAccessKeyId', message: 'unknown' } as const
const skewed = { kind: 'refuse', status: 403, code: 'RequestTimeTooSkewed', message: 'too far' } as const
const denied = { kind: 'refuse', status: 403, code: 'AccessDenied', message: 'Access Denied.' } as const

describe('a refusal that another signature can mend is mended, once', () => {
  it.each([
    ['the signature is over', requestExpired, 1],
    ['the clock is off', skewed, 1],
    ['the key is over', expiredToken, 2],
    ['the key is unknown', invalidKey, 2],
    ['the key serves only some of the bucket', denied, 2],
  ] as const)('%s', async (_, fault, asked) => {
    const { cos, clock, requests } = createWorld({ faults: [{ faults: [fault] }] })
    await clock.run(cos.deleteObject({ Key: 'a' }))
    expect(requests).toHaveLength(asked)
  })

  it.each([
    ['the signature is over', requestExpired, 'SignatureExpired'],
    ['the clock is off', skewed, 'ClockSkew'],
    ['the key is over', expiredToken, 'CredentialsExpired'],
    ['the key is unknown', invalidKey, 'CredentialsInvalid'],
    ['the key serves only some of the bucket', denied, 'AccessDenied'],
  ] as const)('and fails the second time: %s', async (_, fault, code) => {
    const { cos, clock, wx } = createWorld({ faults: [{ faults: [fault], times: 9 }] })
    expect(await clock.run(errorOf(cos.deleteObject({ Key: 'a' })))).toMatchObject({ code })
    expect(wx.phone.requests).toHaveLength(2)
  })

  it.each([
    ['a fault of COS', internalError, 'ServerError'],
    ['too many requests', slowDown, 'Throttled'],
  ] as const)('but no other: %s', async (_, fault, code) => {
    const { cos, clock, wx } = createWorld({ faults: [{ faults: [fault] }] })
    expect(await clock.run(errorOf(cos.deleteObject({ Key: 'a' })))).toMatchObject({ code, retryable: true })
    expect(wx.phone.requests).toHaveLength(1)
  })

  it('credentials that COS does not take are not used again', async () => {
    const { cos, clock, requests } = createWorld({ faults: [{ faults: [expiredToken], times: 2 }] })
    await clock.run(errorOf(cos.deleteObject({ Key: 'a' })))
    await clock.run(cos.deleteObject({ Key: 'a' }))
    expect(requests).toHaveLength(3)
  })
})

it('dead credentials that a backend hands out for ever are not sent to COS a third time', async () => {
  const { cos, clock, wx } = createWorld({ faults: [{ faults: [expiredToken], times: 9 }], keep: true })
  const remove = () => clock.run(errorOf(cos.deleteObject({ Key: 'a' })))
  expect(await remove()).toMatchObject({ code: 'CredentialsExpired' })
  expect(await remove()).toMatchObject({
    code: 'CredentialsInvalid',
    message: expect.stringContaining('COS has refused these credentials twice'),
  })
  expect(wx.phone.requests).toHaveLength(2)
})

describe("a phone's clock that is off", () => {
  it.each([-DAY, DAY])('by %d ms is set right by the first answer of COS, at no cost', async (ahead) => {
    const { cos, clock, requests, wx } = createWorld({ ahead, grant: () => ({ resource: '*', life: 7200 }) })
    await clock.run(errorOf(cos.headObject({ Key: 'a' })))
    expect(wx.phone.requests).toHaveLength(1)
    await clock.advance(1_200_000)
    const { ExpiredTime } = await cos.presign({ Key: 'a', Method: 'HEAD' })
    expect(Math.abs(ExpiredTime - clock.now() / 1000 - 900)).toBeLessThanOrEqual(2)
    expect(requests).toHaveLength(1)
  })
})

describe('an answer without Scope', () => {
  const own = ({ Key, Actions }: { Key: string; Actions: readonly string[] }, asked: number) =>
    // First a grant for one folder, which the answer does not mention; then what is asked for.
    ({ resource: asked === 1 ? 'mine/*' : Key, Actions })

  it('serves the whole bucket until COS says AccessDenied to it; then keys are asked for one by one', async () => {
    const { cos, clock, requests, server } = createWorld({ grant: own })
    for (const key of ['mine/a', 'mine/b', 'other/a', 'other/b']) await server.put(key, 'x')
    const head = (Key: string) => clock.run(cos.headObject({ Key }))

    await head('mine/a')
    await head('mine/b')
    expect(requests).toHaveLength(1)

    await head('other/a')
    expect(requests.map(({ Key }) => Key)).toEqual(['mine/a', 'other/a'])

    await head('other/b')
    await head('mine/b')
    await head('other/a')
    expect(requests.map(({ Key }) => Key)).toEqual(['mine/a', 'other/a', 'other/b', 'mine/b'])
  })

  it('after clearCredentials serves the whole bucket again', async () => {
    const { cos, clock, requests, server } = createWorld({
      grant: ({ Key }, asked) => ({ resource: asked === 1 ? 'mine/*' : asked === 2 ? Key : '*' }),
    })
    await server.put('other/a', 'x')
    await clock.run(errorOf(cos.headObject({ Key: 'mine/a' })))
    await clock.run(cos.headObject({ Key: 'other/a' }))
    cos.clearCredentials()
    await clock.run(cos.headObject({ Key: 'other/a' }))
    await clock.run(errorOf(cos.headObject({ Key: 'mine/a' })))
    expect(requests).toHaveLength(3)
  })

  it('an AccessDenied to credentials with a Scope is final', async () => {
    const { cos, clock, wx } = createWorld({ grant: () => ({ resource: 'mine/*', scope: '' }) })
    expect(await clock.run(errorOf(cos.deleteObject({ Key: 'other/a' })))).toMatchObject({
      code: 'AccessDenied',
      hint: "Allow name/cos:DeleteObject on 'other/a' in the policy of the credentials.",
    })
    expect(wx.phone.requests).toHaveLength(1)
  })
})
