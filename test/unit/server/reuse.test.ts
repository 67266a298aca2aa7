import { createReusingIssuer } from '../../../server/src/issuer/reuse'
import { issued } from './backend'

/** A reusing issuer, and how often the one behind it was asked. */
function createIssuers() {
  const asked: string[] = []
  const issuer = createReusingIssuer(
    {
      issue: async ({ policy, durationSeconds }) => {
        asked.push(policy.statement[0]?.resource[0] ?? '')
        return issued(durationSeconds)
      },
    },
    () => 0,
  )
  const ask = (resource: string) =>
    issuer.issue({
      policy: {
        version: '2.0',
        statement: [{ effect: 'allow', action: ['name/cos:GetObject'], resource: [resource] }],
      },
      durationSeconds: 1800,
    })
  return { asked, ask }
}

describe('an issuer that reuses', () => {
  it('shares one request among all who ask for the same at the same time', async () => {
    const { asked, ask } = createIssuers()
    const answers = await Promise.all([ask('a'), ask('a'), ask('b')])

    expect(asked).toEqual(['a', 'b'])
    expect(answers[1]).toBe(answers[0])
  })

  it('keeps a bounded number, and forgets the oldest first', async () => {
    const { asked, ask } = createIssuers()
    for (let index = 0; index <= 1000; index += 1) await ask(String(index))
    await ask('1000')
    await ask('1')
    expect(asked).toHaveLength(1001)

    await ask('0')
    expect(asked).toHaveLength(1002)
  })
})
