import { createStsIssuer } from '../../../server/src/issuer/sts'
import type { GetCredential } from '../../../server/src/issuer/sts'
import { issued } from './backend'

const policy = { version: '2.0', statement: [] } as const
const issuerWith = (getCredential: GetCredential) =>
  createStsIssuer({
    secretId: 'AKIDEXAMPLE',
    secretKey: 'example-secret-key',
    region: 'ap-guangzhou',
    host: 'sts.tencentcloudapi.com',
    timeoutMs: 60_000,
    getCredential,
  })

describe('the issuer that calls STS', () => {
  it('gives the package fresh options each time, since it writes into them', async () => {
    const seen: object[] = []
    const issuer = issuerWith(async (options) => {
      seen.push({ ...options })
      Object.assign(options, { secretKey: 'changed', action: 'changed' })
      return issued(900)
    })
    await issuer.issue({ policy, durationSeconds: 900 })
    await issuer.issue({ policy, durationSeconds: 900 })

    expect(seen).toHaveLength(2)
    expect(seen[1]).toEqual(seen[0])
    expect(seen[0]).toMatchObject({ secretKey: 'example-secret-key', durationSeconds: 900, policy })
  })

  it.each([
    ['an error of STS', { Code: 'AuthFailure.SignatureFailure', Message: 'x' }, 'AuthFailure.SignatureFailure'],
    ['an error with a code that is none', { Code: 'secret key: example-secret-key' }, 'Network'],
    ['an error of the transport', Object.assign(new Error('x'), { config: { data: 'example-secret-key' } }), 'Network'],
  ])('reduces %s to a code', async (_, thrown, code) => {
    let calls = 0
    const issuer = issuerWith(async () => {
      calls += 1
      throw thrown
    })

    const error: unknown = await issuer.issue({ policy, durationSeconds: 900 }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'IssuerError', code })
    expect(JSON.stringify([error, String(error)])).not.toContain('example-secret-key')
    expect(calls).toBe(1)
  })
})
