import { COS } from 'cos-miniprogram/compat'
import { createCos, createSts, memoryStorage } from '../../../local/cos'
import { type Clock, createWx, type FaultRule, faultPlan, realClock, virtualClock } from '../../wx'
import { FILES, loadOfficial } from '../official/set-up'
import { Bucket, key, Region, Server } from '../transfer/server'

/** Whose client it is. */
export type Sdk = 'cos-wx-sdk-v5' | 'compat'

/** What the official documents have in `new COS(…)`. */
export type Options = ConstructorParameters<typeof COS>[0]

const mayAll = {
  version: '2.0',
  statement: [{ effect: 'allow', action: ['name/cos:*'], resource: [`qcs::cos:${Region}:uid/1250000000:${Bucket}/*`] }],
}

/** A phone, a COS that judges every signature, and a backend with the official callback in front. */
function createWorld(clock: Clock, faults: readonly FaultRule[]) {
  const sts = createSts({ master: 'an example', now: clock.now })
  const handler = createCos({ storage: memoryStorage(), Bucket, Region, keys: [key], sts, now: clock.now })
  const wx = createWx({ clock, handler: () => handler, files: FILES, faults: faultPlan(...faults) })
  const getAuthorization = (_request: unknown, callback: (answer: Record<string, unknown>) => void) => {
    void sts.issue({ policy: mayAll, durationSeconds: 1800 }).then(({ credentials, startTime, expiredTime }) =>
      callback({
        TmpSecretId: credentials.tmpSecretId,
        TmpSecretKey: credentials.tmpSecretKey,
        SecurityToken: credentials.sessionToken,
        StartTime: startTime,
        ExpiredTime: expiredTime,
      }),
    )
  }
  return { wx, getAuthorization, server: new Server(handler, clock.now), where: { Bucket, Region } }
}

/** A client made as the official documents make one, on a phone of its own. */
export function setUp(sdk: Sdk, options: Partial<Options> = {}, faults: readonly FaultRule[] = []) {
  const { wx, getAuthorization, ...world } = createWorld(realClock(), faults)
  Object.assign(globalThis, { wx })
  const Client = sdk === 'compat' ? COS : (loadOfficial(wx) as unknown as typeof COS)
  const cos = new Client({ SimpleUploadMethod: 'putObject', ProgressInterval: 10, getAuthorization, ...options })
  return { ...world, wx, cos }
}

/** The same with compat, where time is the test's. */
export function setUpInTime(options: Partial<Options> = {}, faults: readonly FaultRule[] = []) {
  const clock = virtualClock()
  const { wx, getAuthorization, ...world } = createWorld(clock, faults)
  const surroundings = { wx, now: clock.now, timers: wx.phone.timers, random: () => 0.5 }
  const cos = new COS({ Bucket, Region, getAuthorization, ...surroundings, ...options })
  return { ...world, wx, cos, clock }
}

/** How a call has ended. */
export type Ending = { data: unknown } | { err: unknown }

/** The outcome of a promise. */
export function endingOf(promise: Promise<unknown>): Promise<Ending> {
  return promise.then(
    (data) => ({ data }),
    (err: unknown) => ({ err }),
  )
}
