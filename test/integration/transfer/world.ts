import { COS, type COSOptions, type CosError, isCosError } from 'cos-miniprogram'
import { createCos, createSts, memoryStorage } from '../../../local/cos'
import { createWx, type Faults, seededRandom, type VirtualClock, virtualClock, type Wx, type WxOptions } from '../../wx'
import { Bucket, key, Region, Server } from './server'

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
}

export interface WorldOptions extends Partial<Omit<WxOptions, 'clock' | 'handler'>> {
  seed?: number
  faults?: Faults
  /** Milliseconds by which the phone's clock is off. */
  skew?: number
  /** Seconds that credentials live. */
  life?: number
  /** Milliseconds that it takes to get credentials. */
  credentialsTake?: number
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
  const wx = createWx({ headerCase: 'mixed', ...options, clock, handler: () => handler })
  const clientOf = (platform: Wx, more?: Partial<COSOptions>) =>
    new COS({
      Bucket,
      Region,
      wx: platform,
      now: () => clock.now() + (options.skew ?? 0),
      timers: platform.phone.timers,
      random: seededRandom(options.seed ?? 1),
      credentials: {
        getCredentials: async ({ Key, Prefix, Actions }) => {
          asked.count++
          const { credentialsTake } = options
          if (credentialsTake)
            await new Promise<void>((done) => platform.phone.timers.setTimeout(done, credentialsTake))
          const name = Key || `${Prefix ?? ''}*`
          const resource = [`qcs::cos:${Region}:uid/1250000000:${Bucket}/${name}`]
          const policy = {
            version: '2.0',
            statement: Actions.map((action) => ({ effect: 'allow', action: [action], resource })),
          }
          const answer = await sts.issue({ policy, durationSeconds: options.life ?? 1800 })
          return { ...answer, Scope: { Prefix: Key || (Prefix ?? ''), Actions } }
        },
      },
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
  })
  return world(wx)
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
