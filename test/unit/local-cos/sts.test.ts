import { createSts } from '../../../local/cos/access/sts'

const policy = {
  version: '2.0',
  statement: [{ effect: 'allow', action: ['name/cos:GetObject'], resource: ['qcs::cos:ap-guangzhou:uid/1:b-1/中/*'] }],
}
const now = () => Date.UTC(2026, 0, 1)
const sts = createSts({ master: 'master key of a test', now })

describe('createSts', () => {
  it('answers as STS does', async () => {
    expect(await sts.issue({ policy, durationSeconds: 1800 })).toEqual({
      credentials: {
        tmpSecretId: expect.stringMatching(/^AKID/),
        tmpSecretKey: expect.any(String),
        sessionToken: expect.stringMatching(/^[\w-]+$/),
      },
      startTime: 1767225600,
      expiredTime: 1767227400,
      expiration: '2026-01-01T00:30:00Z',
      requestId: expect.any(String),
    })
  })

  it('opens its own tokens, also after a restart', async () => {
    const { credentials, expiredTime } = await sts.issue({ policy })
    expect(createSts({ master: 'master key of a test' }).open(credentials.sessionToken)).toEqual({
      secretId: credentials.tmpSecretId,
      secretKey: credentials.tmpSecretKey,
      expiredTime,
      policy,
    })
  })

  it('issues other keys every time', async () => {
    const [a, b] = [await sts.issue({ policy }), await sts.issue({ policy })]
    expect(a.credentials.tmpSecretKey).not.toBe(b.credentials.tmpSecretKey)
  })

  it('shows nothing of the policy in the token', async () => {
    const { credentials } = await sts.issue({ policy })
    expect(Buffer.from(credentials.sessionToken, 'base64url').toString('latin1')).not.toContain('GetObject')
  })

  it('opens no token of another master key', async () => {
    const { credentials } = await createSts({ master: 'another' }).issue({ policy })
    expect(sts.open(credentials.sessionToken)).toBeUndefined()
  })

  it('opens no token with any character changed', async () => {
    const { sessionToken } = (await sts.issue({ policy })).credentials
    const changed = sessionToken
      .split('')
      .map((char, index) => sessionToken.slice(0, index) + (char === 'A' ? 'B' : 'A') + sessionToken.slice(index + 1))
    expect(changed.filter((token) => sts.open(token) !== undefined)).toEqual([])
  })

  it.each(['', '.', 'AAAA', '=', 'x'.repeat(5000)])('opens no %p', (token) => {
    expect(sts.open(token)).toBeUndefined()
  })

  it.each([0, -1, 1.5, 129_601, Number.NaN])('issues nothing for %p seconds', async (durationSeconds) => {
    await expect(sts.issue({ policy, durationSeconds })).rejects.toMatchObject({
      code: 'InvalidParameter.OverTimeError',
    })
  })

  it('issues nothing for what is no policy', async () => {
    await expect(sts.issue({ policy: { version: '1.0' } })).rejects.toMatchObject({
      code: 'InvalidParameter.PolicyError',
    })
  })
})
