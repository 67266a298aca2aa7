import { COS, type COSOptions, type CosError, type CredentialsRequest, isCosError } from 'cos-miniprogram'
import { createCos, createSts, memoryStorage } from '../../../local/cos'
import {
  createWx,
  type Faults,
  type RequestRecord,
  seededRandom,
  type VirtualClock,
  virtualClock,
  type Wx,
  type WxOptions,
} from '../../wx'
import { Bucket, key, Region, Server } from './server'

/** What the backend grants: a policy for these actions on keys that begin like this, or on one key. */
export interface Grant {
  /** Of the policy: a key, or a prefix with `*`. */
  resource: string
  Actions: readonly string[]
}

/** A phone, a COS and the time, all of them the test's. */
export interface World {
  clock: VirtualClock
  wx: Wx
  cos: COS
  /** The server itself, past the phone and its network. */
  server: Server
  /** The app's next start on the same phone, with a client of its own. */
  restart(options?: Parameters<Wx['restart']>[0], client?: Partial<COSOptions>): World
  /** How often credentials were asked for. */
  asked: { count: number }
  /** Who was logged in when the key of a request was handed out. */
  signerOf(request: RequestRecord): string | undefined
}

export interface WorldOptions extends Partial<Omit<WxOptions, 'clock' | 'handler' | 'person'>> {
  seed?: number
  faults?: Faults
  /** Milliseconds by which the phone's clock is off. */
  skew?: number
  /** Seconds that credentials live. */
  life?: number
  /** Milliseconds that it takes to get credentials. */
  credentialsTake?: number | (() => number)
  /** Who is logged in. @default always the same */
  person?: () => string
  /** What the backend grants; `undefined` refuses. @default what was asked for, for the one key or prefix */
  grant?: (request: CredentialsRequest, person: string) => Grant | undefined
  client?: Partial<COSOptions>
}

/** Everything new: nothing is on COS, nothing in the storage. */
export function createWorld(options: WorldOptions = {}): World {
  const clock = virtualClock()
  const sts = createSts({ master: 'an example', now: () => clock.now() })
  const handler = createCos({
    storage: memoryStorage(),
    Bucket,
    Region,
    keys: [key],
    sts,
    now: () => clock.now(),
  })
  const asked = { count: 0 }
  const wx = createWx({ headerCase: 'mixed', ...options, person: undefined, clock, handler: () => handler })
  const signers = new Map<string, string>()
  const backend = async (request: CredentialsRequest, platform: Wx) => {
    asked.count++
    const { credentialsTake = 0, person = () => 'somebody', grant = exactly } = options
    const asking = person()
    const milliseconds = typeof credentialsTake === 'function' ? credentialsTake() : credentialsTake
    if (milliseconds > 0) await new Promise<void>((done) => platform.phone.timers.setTimeout(done, milliseconds))
    const granted = grant(request, asking)
    if (!granted) throw Object.assign(new Error('not yours'), { statusCode: 403 })
    const { resource, Actions } = granted
    const name = `qcs::cos:${Region}:uid/1250000000:${Bucket}/${resource}`
    const statement = Actions.map((action) => ({ effect: 'allow', action: [action], resource: [name] }))
    const answer = await sts.issue({
      policy: { version: '2.0', statement },
      durationSeconds: options.life ?? 1800,
    })
    signers.set(answer.credentials.tmpSecretId, asking)
    return { ...answer, Scope: { Prefix: resource, Actions } }
  }
  const clientOf = (platform: Wx, more?: Partial<COSOptions>) =>
    new COS({
      Bucket,
      Region,
      wx: platform,
      now: () => clock.now() + (options.skew ?? 0),
      timers: platform.phone.timers,
      random: seededRandom(options.seed ?? 1),
      credentials: { getCredentials: (request) => backend(request, platform) },
      ...options.client,
      ...more,
    })
  const world = (platform: Wx, more?: Partial<COSOptions>): World => ({
    clock,
    wx: platform,
    cos: clientOf(platform, more),
    server: new Server(handler, () => clock.now()),
    restart: (how, client) => world(platform.restart(how), client),
    asked,
    signerOf: ({ url }) => signers.get(decodeURIComponent(/q-ak=([^&]*)/.exec(url)?.[1] ?? '')),
  })
  return world(wx)
}

/** What was asked for, in the folder of a person; nobody may use any other. */
export function folderOf({ Key, Prefix = '', Actions }: CredentialsRequest, person: string): Grant | undefined {
  return (Key || Prefix).startsWith(`u/${person}/`) ? { resource: `u/${person}/*`, Actions } : undefined
}

/** What was asked for, for the one key, or the prefix of a listing. */
function exactly({ Key, Prefix = '', Actions }: CredentialsRequest): Grant {
  return { resource: Key || `${Prefix}*`, Actions }
}

/** How it failed; throws where it did not, or with anything else than a `CosError`. */
export async function failureOf(ending: Promise<unknown>): Promise<CosError> {
  const thrown = await ending.then(
    () => new Error('It has not failed.'),
    (error: unknown) => error,
  )
  if (isCosError(thrown)) return thrown
  throw thrown
}
