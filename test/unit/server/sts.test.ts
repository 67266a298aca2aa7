import { createStsIssuer } from '../../../server/src/issuer/sts'
import { START } from './backend'

const request = { policy: { version: '2.0', statement: [] }, durationSeconds: 900 } as const

/** An issuer, before an STS that answers this. */
function issuerBefore(answer: unknown, shutdown?: AbortSignal) {
  const asked: (RequestInit | undefined)[] = []
  const fetch = async (_: unknown, init?: RequestInit) => {
    asked.push(init)
    if (answer instanceof Error) throw answer
    return Response.json(answer)
  }
  const account = { secretId: 'AKIDEXAMPLE', secretKey: 'example-secret-key', region: 'ap-guangzhou' }
  const rest = { host: 'sts.example.com', timeoutMs: 60_000, now: () => START, fetch, shutdown }
  return { asked, issuer: createStsIssuer({ ...account, ...rest }) }
}

describe('the issuer that calls STS', () => {
  it.each([
    [
      'an error of STS',
      { Response: { Error: { Code: 'AuthFailure.SignatureFailure', Message: 'x' } } },
      'AuthFailure.SignatureFailure',
    ],
    [
      'an error with a code that is none',
      { Response: { Error: { Code: 'secret key: example-secret-key' } } },
      'BadAnswer',
    ],
    [
      'an error of the transport',
      Object.assign(new Error('example-secret-key'), { config: 'example-secret-key' }),
      'Network',
    ],
  ])('reduces %s to a code', async (_, answer, code) => {
    const { issuer, asked } = issuerBefore(answer)

    const error: unknown = await issuer.issue(request).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'IssuerError', code })
    expect(JSON.stringify([error, String(error)])).not.toContain('example-secret-key')
    expect(asked).toHaveLength(1)
  })

  it('follows no redirect, since its request carries a signature', async () => {
    const { issuer, asked } = issuerBefore({})
    await issuer.issue(request).catch(() => undefined)

    expect(asked).toEqual([expect.objectContaining({ redirect: 'error' })])
  })

  it('cancels its call when the process is about to end', async () => {
    const shutdown = new AbortController()
    const { issuer, asked } = issuerBefore({}, shutdown.signal)
    shutdown.abort()

    await issuer.issue(request).catch(() => undefined)
    expect(asked[0]?.signal?.aborted).toBe(true)
  })
})
