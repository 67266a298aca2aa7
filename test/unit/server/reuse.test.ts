import { Refusal } from '../../../server/src/http/refusal'
import { createReusingIssuer, issueNow } from '../../../server/src/issuer/reuse'
import type { Issuer } from '../../../server/src/issuer/issuer'
import { issued, START } from './backend'

const requestFor = (resource: string) =>
  ({
    policy: { version: '2.0', statement: [{ effect: 'allow', action: ['name/cos:GetObject'], resource: [resource] }] },
    durationSeconds: 1800,
  }) as const

/** A reusing issuer, and how often the one behind it was asked. */
function createIssuers(issue: Issuer['issue'] = async ({ durationSeconds }) => issued(durationSeconds)) {
  const asked: string[] = []
  const clock = { now: START }
  const behind: Issuer = {
    issue: (request) => {
      asked.push(request.policy.statement[0]?.resource[0] ?? '')
      return issue(request)
    },
  }
  const issuer = createReusingIssuer(behind, () => clock.now)
  const ask = (resource: string, beforeAsking = async () => undefined as void) =>
    issuer.issue(requestFor(resource), beforeAsking)
  return { asked, ask, clock }
}

describe('an issuer that reuses', () => {
  it('shares one request among all who ask for the same at the same time', async () => {
    const { asked, ask } = createIssuers()
    const answers = await Promise.all([ask('a'), ask('a'), ask('b')])

    expect(asked).toEqual(['a', 'b'])
    expect(answers[1].issued).toBe(answers[0].issued)
    expect(answers.map(({ isReused }) => isReused)).toEqual([false, true, false])
  })

  it('keeps a bounded number, and forgets first what nobody has used for the longest time', async () => {
    const { asked, ask } = createIssuers()
    for (let index = 0; index < 5000; index += 1) await ask(String(index))
    await ask('0')
    await ask('another')
    expect(asked).toHaveLength(5001)

    await ask('0')
    expect(asked).toHaveLength(5001)
    await ask('1')
    expect(asked).toHaveLength(5002)
  })

  it('goes by the life that the credentials have, where that is shorter than was asked', async () => {
    const { asked, ask, clock } = createIssuers(async () => issued(600))
    await ask('a')
    clock.now += 299_000
    await ask('a')
    expect(asked).toHaveLength(1)

    clock.now += 1000
    await ask('a')
    expect(asked).toHaveLength(2)
  })

  it('lets the limit of one caller refuse nobody else who waits for the same', async () => {
    const { asked, ask } = createIssuers()
    const limited = ask('a', () => Promise.reject(new Refusal('TooManyRequests', 'Too many requests')))
    const other = ask('a')

    await expect(limited).rejects.toMatchObject({ code: 'TooManyRequests' })
    expect((await other).isReused).toBe(false)
    expect(asked).toEqual(['a'])
  })
})

describe("the issuer's clock", () => {
  it.each([
    ['the same', 0, 0],
    ['ahead', -120, 120],
    ['behind', 120, -120],
  ])('is found to be %s', async (_, skew, clockOffset) => {
    const issuer: Issuer = { issue: async () => issued(1800) }

    const result = await issueNow(issuer, requestFor('a'), () => START + skew * 1000)
    expect(result.clockOffset).toBe(clockOffset)
  })

  it('is not taken for another one because the answer took long', async () => {
    let now = START - 4000
    const issue = async () => {
      now += 8000
      return issued(1800)
    }

    expect((await issueNow({ issue }, requestFor('a'), () => now)).clockOffset).toBe(0)
  })
})
