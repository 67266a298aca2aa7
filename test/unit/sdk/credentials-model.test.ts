import fc from 'fast-check'
import { COS, type Credentials, type CredentialsRequest, isCosError, type Method } from 'cos-miniprogram'
import { virtualClock } from '../../wx'
import { Region, START } from './example'
import { readUrl } from './reference-signature'

const DAY = 86_400_000
const BUCKETS = ['photos-1250000000', 'other-1250000000']
const KEYS = ['u/1/a', 'u/1/b', 'u/2/a', 'top']
const MODES = [
  'whole bucket',
  'folder',
  'one key',
  'ScopeLimit',
  'some refused',
  'all refused',
  'down',
  'junk',
] as const

type Mode = (typeof MODES)[number]
type Step =
  | { do: 'presign'; Bucket: string; Key: string; Method: Method; Expires: number }
  | { do: 'wait'; seconds: number }
  | { do: 'answer'; mode: Mode; delay: number; life: number }
  | { do: 'log out' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('presign' as const),
      Bucket: fc.constantFrom(...BUCKETS),
      Key: fc.constantFrom(...KEYS),
      Method: fc.constantFrom<Method>('GET', 'PUT'),
      Expires: fc.integer({ min: 1, max: 7200 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds: fc.integer({ min: 0, max: 1500 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      mode: fc.constantFrom(...MODES),
      delay: fc.constantFrom(0, 100, 20_000),
      life: fc.integer({ min: 900, max: 7200 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('log out' as const) }) },
)

/** What the backend remembers of each key that it has handed out. */
interface Issued {
  Bucket: string
  user: number
  prefix: string
  actions: readonly string[]
  end: number
}

/** Everything that can happen to credentials, with a backend that keeps books. */
function setUp(ahead: number) {
  const clock = virtualClock({ start: START })
  const books = new Map<string, Issued>()
  const state = {
    user: 0,
    asked: 0,
    mode: 'whole bucket' as Mode,
    delay: 0,
    life: 1800,
    running: new Map<string, number>(),
  }

  const answer = ({ Bucket, Key, Actions }: CredentialsRequest, user: number): unknown => {
    const StartTime = Math.floor(clock.now() / 1000)
    const TmpSecretId = `AKIDEXAMPLE${books.size}`
    const prefix = {
      'whole bucket': '',
      folder: Key.replace(/[^/]*$/, ''),
      'one key': Key,
      ScopeLimit: Key,
      'some refused': '',
      'all refused': '',
      down: '',
      junk: '',
    }
    const scope = { Prefix: prefix[state.mode], Actions }
    const end = StartTime + state.life
    const mode = state.mode
    const isRefused = mode === 'all refused' || (mode === 'some refused' && Key.startsWith('u/2/'))
    if (isRefused) throw Object.assign(new Error('not yours'), { statusCode: 403 })
    if (mode === 'down') throw { errMsg: 'request:fail' }
    if (mode === 'junk') return { TmpSecretId, TmpSecretKey: 'example', ExpiredTime: end }
    const isScoped = mode === 'folder' || mode === 'one key'
    const actions = mode === 'whole bucket' ? ['name/cos:GetObject', 'name/cos:PutObject'] : Actions
    books.set(TmpSecretId, { Bucket, user, prefix: scope.Prefix, actions, end })
    const keys = { TmpSecretId, TmpSecretKey: 'example', SecurityToken: 'example', StartTime, ExpiredTime: end }
    return { ...keys, ...(isScoped ? { Scope: scope } : {}), ScopeLimit: mode === 'ScopeLimit' }
  }
  const getCredentials = async (request: CredentialsRequest): Promise<Credentials> => {
    const { user, delay } = state
    state.asked++
    if (delay) await new Promise<void>((resolve) => clock.setTimeout(resolve, delay))
    return answer(request, user) as Credentials
  }
  const now = () => clock.now() + ahead
  const cos = new COS({ Region, credentials: { getCredentials }, now, timers: clock, random: () => 0.5 })
  return { clock, cos, state, books }
}

/** One call, and what must be true of its outcome. */
async function presign({ cos, clock, state, books }: ReturnType<typeof setUp>, request: Step & { do: 'presign' }) {
  const { user } = state
  const { Bucket, Key, Method, Expires } = request
  const signed = await cos.presign({ Bucket, Key, Method, Expires }).catch((error: unknown) => error)
  if (signed instanceof Error) return { fine: isCosError(signed), why: String(signed) }
  const { Url, ExpiredTime } = Object(signed)
  const { secretId = '', start = Infinity, end } = readUrl(String(Url))
  const issued = books.get(secretId)
  const time = clock.now() / 1000
  const facts = {
    'signed by a key of the backend': issued !== undefined,
    'for this bucket': issued?.Bucket === Bucket,
    'for this key': Key.startsWith(issued?.prefix ?? '?'),
    'for this action':
      issued?.actions.includes(Method === 'GET' ? 'name/cos:GetObject' : 'name/cos:PutObject') === true,
    'of the person who asked': issued?.user === user,
    'started already': start <= time,
    'not over': ExpiredTime > time,
    'ends as it says': end === ExpiredTime,
    'ends with its key at the latest': ExpiredTime <= (issued?.end ?? 0),
    'lives no longer than asked': ExpiredTime <= time + Expires,
  }
  const wrong = Object.entries(facts).filter(([, isTrue]) => !isTrue)
  return { fine: wrong.length === 0, why: wrong.map(([fact]) => fact).join() }
}

describe('whatever happens, in whatever order', () => {
  it.each([0, -DAY, DAY])('every call ends, with a URL that works or a CosError (phone %d ms off)', async (ahead) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const world = setUp(ahead)
        const calls: ReturnType<typeof presign>[] = []
        for (const each of steps) {
          if (each.do === 'presign') calls.push(presign(world, each))
          if (each.do === 'wait') await world.clock.advance(each.seconds * 1000)
          if (each.do === 'answer') Object.assign(world.state, each)
          if (each.do === 'log out') {
            world.cos.clearCredentials()
            world.state.user++
          }
        }
        const outcomes = await world.clock.run(Promise.all(calls))
        expect(outcomes.filter(({ fine }) => !fine)).toEqual([])
        // One for each call at the most, and one ahead of the end of what it got.
        expect(world.state.asked).toBeLessThanOrEqual(2 * calls.length)
        await world.clock.runUntilIdle()
      }),
      { numRuns: 300, seed: 11 },
    )
  })
})
