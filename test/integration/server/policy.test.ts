import type { Policy } from '../../../server/src'
import { ACTIONS } from '../../../server/src/access/actions'
import { CASES, get, KEY, put, settings } from './cases'
import type { Case } from './cases'
import { createWorld, JPEG } from './world'
import type { Exchange, WorldOptions } from './world'

type Statement = Policy['statement'][number]

const PAGE = '<script>alert(1)</script>'

const ALL: readonly (readonly [string, Case])[] = Object.entries(CASES)

const MODES: readonly (readonly [string, WorldOptions])[] = [
  ['in strict signature mode', { strict: true }],
  ['without strict signature mode', { strict: false }],
  ['without strict signature mode, where nothing but the host is signed', { strict: false, signsHostOnly: true }],
]

/** A world with a picture, which holds a page, and the credentials of the case. */
async function clientFor({ actions, name }: Case, options: WorldOptions) {
  const world = createWorld({ ...options, settings })
  const write = await world.grant('anna', ['name/cos:PutObject'], { Key: KEY })
  expect((await write(put(JPEG, PAGE))).status).toBe(200)
  return world.grant(
    'anna',
    actions.map((action) => `name/cos:${action}`),
    name,
  )
}

/** Which of the exchanges the policy refuses: all other answers than 403 are of the operation itself. */
async function refusedOf(each: Case, exchanges: readonly Exchange[], options: WorldOptions): Promise<boolean[]> {
  const send = await clientFor(each, options)
  const statuses: boolean[] = []
  for (const exchange of exchanges) statuses.push((await send(exchange)).status === 403)
  return statuses
}

describe.each(MODES)('%s', (_mode, options) => {
  describe.each(ALL)('what is granted to %s', (_name, each) => {
    it('does what it is for', async () => {
      expect(await refusedOf(each, each.allowed, options)).toEqual(each.allowed.map(() => false))
    })

    it.each(each.forbidden)('is refused by COS for %s', async (_what, exchange) => {
      expect(await refusedOf(each, [exchange], options)).toEqual([true])
    })
  })

  it('a page that was stored as a picture is served as a picture', async () => {
    const read = await clientFor(CASES.read, options)

    expect(await read(get({}))).toEqual({ status: 200, text: PAGE })
    expect((await read(get({ 'response-content-type': 'text/html' }))).text).not.toContain(PAGE)
  })
})

/** The policy without one of its conditions; of a denial nothing is left, since without its condition it denies all. */
interface Change {
  what: string
  apply: (policy: Policy) => Policy
}

/** Each single condition of the policy, taken out. */
function changesOf({ statement }: Policy): Change[] {
  return statement.flatMap((each, index) => {
    const keys = Object.entries(each.condition ?? {}).flatMap(([operator, wanted]) =>
      Object.keys(wanted).map((key) => ({ operator, key })),
    )
    return keys.map(({ operator, key }) => ({
      what: `${each.effect} ${operator} ${key}`,
      apply: (policy) => replaceAt(policy, index, each.effect === 'deny' ? undefined : without(each, operator, key)),
    }))
  })
}

const replaceAt = ({ version, statement }: Policy, index: number, by: Statement | undefined): Policy => ({
  version,
  statement: statement.flatMap((each, at) => (at === index ? (by ?? []) : each)),
})

function without({ condition = {}, ...statement }: Statement, operator: string, key: string): Statement {
  const entries = Object.entries(condition).map(
    ([name, wanted]) =>
      [
        name,
        Object.fromEntries(Object.entries(wanted).filter((entry) => name !== operator || entry[0] !== key)),
      ] as const,
  )
  return { ...statement, condition: Object.fromEntries(entries) }
}

/** As a COS judges a listing that looks at the bucket alone: then only the condition is left. */
const withoutFolder = ({ version, statement }: Policy): Policy => ({
  version,
  statement: statement.map((each) =>
    each.action.includes('name/cos:GetBucket')
      ? { ...each, resource: [each.resource[0].replace(/(:[^:/]+)\/[^:]*$/, '$1/*')] as const }
      : each,
  ),
})

describe('each condition of a policy', () => {
  it('is looked at, of every action that is granted', () => {
    const actions = new Set(ALL.flatMap(([, each]) => each.actions.map((action) => `name/cos:${action}`)))

    expect([...actions].toSorted()).toEqual(ACTIONS.toSorted())
  })

  it.each(ALL)('to %s is what refuses something', async (_name, each) => {
    const policies: Policy[] = []
    const keep = (policy: Policy) => (policies.push(policy), policy)
    await clientFor(each, { change: keep })
    const policy = policies.at(-1)
    const changes = policy === undefined ? [] : changesOf(policy)
    expect(changes.length).toBeGreaterThan(0)

    const forbidden = each.forbidden.map(([, exchange]) => exchange)
    for (const { what, apply } of changes) {
      const isThis = (asked: Policy) => JSON.stringify(asked) === JSON.stringify(policy)
      const change = (asked: Policy) => (isThis(asked) ? withoutFolder(apply(asked)) : asked)
      const refused = await refusedOf(each, forbidden, { change })
      expect({ what, isNeeded: refused.includes(false) }).toEqual({ what, isNeeded: true })
    }
  })

  it('to list holds where COS looks at the bucket alone', async () => {
    const forbidden = CASES.list.forbidden.map(([, exchange]) => exchange)

    expect(await refusedOf(CASES.list, forbidden, { change: withoutFolder })).not.toContain(false)
    expect(await refusedOf(CASES.list, CASES.list.allowed, { change: withoutFolder })).not.toContain(true)
  })
})
