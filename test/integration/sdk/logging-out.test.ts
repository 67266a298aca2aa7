import { setUpBackend } from '../../unit/sdk/backend'
import { temporary } from '../../unit/sdk/example'
import { readUrl } from '../../unit/sdk/reference-signature'
import { errorOf } from '../../unit/sdk/set-up'
import { expiredToken, type FaultRule } from '../../wx'
import { createWorld } from './world'

const denied = { kind: 'refuse', status: 403, code: 'AccessDenied', message: 'Access Denied.' } as const
const late = { kind: 'latency', milliseconds: 5000 } as const

describe('after clearCredentials', () => {
  it.each([
    ['a dead key', expiredToken],
    ['a forbidden object', denied],
  ] as const)('a late refusal of %s takes nothing from whoever logs in next', async (_, refusal) => {
    const faults: FaultRule[] = [{ url: /old-of-A/, times: 2, faults: [late, refusal] }]
    const { cos, clock, requests } = createWorld({ faults })
    const ofA = errorOf(cos.deleteObject({ Key: 'old-of-A' }))
    await clock.advance(1000)
    cos.clearCredentials()
    await cos.presign({ Key: 'b', Method: 'DELETE' })
    const before = requests.length
    await clock.run(ofA)
    await cos.presign({ Key: 'c', Method: 'DELETE' })
    expect(requests.length).toBe(before)
  })

  it('a call that waits for a 401 is not signed with the key of whoever logs in next', async () => {
    let session = 'A'
    const { cos, clock, heard } = setUpBackend({
      answer: ({ headers }) =>
        headers.authorization === 'B' ? temporary({ TmpSecretId: 'AKIDofB' }) : { error: 'session expired' },
      status: (asked) => (asked === 1 ? 401 : 200),
      source: { headers: () => ({ authorization: session }) },
      faults: [{ faults: [{ kind: 'latency', milliseconds: 500 }], times: 9 }],
    })
    const ofA = errorOf(cos.presign({ Key: 'u/A/private.jpg' }))
    await clock.advance(100)
    cos.clearCredentials()
    session = 'B'
    expect(await clock.run(ofA)).toMatchObject({
      code: 'CredentialsFailed',
      message: expect.stringContaining('cleared'),
    })
    expect(heard.map(({ headers }) => headers.authorization)).toEqual(['A'])
    expect(readUrl((await clock.run(cos.presign({ Key: 'u/B/a.jpg' }))).Url).secretId).toBe('AKIDofB')
  })

  it('a call whose headers were still being made asks for nothing', async () => {
    let login: (headers: Record<string, string>) => void = () => {}
    const headers = () => new Promise<Record<string, string>>((resolve) => (login = resolve))
    const { cos, clock, heard } = setUpBackend({ answer: () => temporary(), source: { headers } })
    const ofA = errorOf(cos.presign({ Key: 'u/A/private.jpg' }))
    await clock.advance(0)
    cos.clearCredentials()
    login({ authorization: 'B' })
    expect(await clock.run(ofA)).toMatchObject({ code: 'CredentialsFailed' })
    expect(heard).toEqual([])
  })
})

it('six requests that are refused for one dead key cost one request for credentials', async () => {
  const faults: FaultRule[] = [{ times: 6, faults: [{ kind: 'latency', milliseconds: 100 }, expiredToken] }]
  const { cos, clock, requests } = createWorld({ faults })
  await cos.presign({ Key: 'a', Method: 'DELETE' })
  const before = requests.length
  await clock.run(Promise.all(Array.from({ length: 6 }, (_, index) => cos.deleteObject({ Key: `${index}` }))))
  expect(requests.length - before).toBe(1)
})
