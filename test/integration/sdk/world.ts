import { COS, type CommonOptions, type CredentialsRequest } from 'cos-miniprogram'
import { createCos, createSts, memoryStorage, type StsAnswer } from '../../../local/cos'
import { createWx, type FaultRule, faultPlan, virtualClock } from '../../wx'
import { START } from '../../unit/sdk/example'
import { Bucket, key, Region, Server } from '../transfer/server'

/** What credentials are for: keys that begin like this, or one key. */
export interface Grant {
  /** Of the policy: a key, or a prefix with `*`. */
  resource: string
  /** What the answer says of it. @default nothing */
  scope?: string
  /** @default what was asked for */
  Actions?: readonly string[]
  /** Seconds. @default 1800 */
  life?: number
}

export interface WorldOptions {
  /** What the backend grants. @default the whole bucket, without saying so */
  grant?: (request: CredentialsRequest, asked: number) => Grant
  /** Milliseconds by which the phone's clock is ahead. @default 0 */
  ahead?: number
  faults?: readonly FaultRule[]
  /** The backend hands out its first answer for ever. @default false */
  keep?: boolean
  client?: Partial<CommonOptions>
}

const everything = (): Grant => ({ resource: '*', Actions: ['name/cos:*'] })

/** A client, a local COS that checks all that COS checks, and the time, which is the test's. */
export function createWorld({ grant = everything, ahead = 0, faults = [], keep = false, client }: WorldOptions = {}) {
  const clock = virtualClock({ start: START })
  const sts = createSts({ master: 'an example', now: clock.now })
  const handler = createCos({ storage: memoryStorage(), Bucket, Region, keys: [key], sts, now: clock.now })
  const wx = createWx({ clock, handler: () => handler, faults: faultPlan(...faults) })
  /** What the backend was asked. */
  const requests: CredentialsRequest[] = []
  let kept: StsAnswer | undefined
  const getCredentials = async (request: CredentialsRequest) => {
    requests.push(request)
    const { resource, scope, Actions = request.Actions, life = 1800 } = grant(request, requests.length)
    const name = `qcs::cos:${Region}:uid/1250000000:${Bucket}/${resource}`
    const statement = Actions.map((action) => ({ effect: 'allow', action: [action], resource: [name] }))
    if (!keep || !kept) kept = await sts.issue({ policy: { version: '2.0', statement }, durationSeconds: life })
    const issued = kept
    return scope === undefined ? { ...issued } : { ...issued, Scope: { Prefix: scope, Actions } }
  }
  const cos = new COS({
    Bucket,
    Region,
    wx,
    now: () => clock.now() + ahead,
    timers: wx.phone.timers,
    random: () => 0.5,
    credentials: { getCredentials },
    ...client,
  })
  return { clock, wx, cos, requests, server: new Server(handler, clock.now) }
}
