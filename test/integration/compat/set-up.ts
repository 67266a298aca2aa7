import { COS } from 'cos-miniprogram/compat'
import { createCos, createSts, memoryStorage } from '../../../local/cos'
import { createWx, type FaultRule, faultPlan, realClock } from '../../wx'
import { FILES, loadOfficial } from '../official/set-up'
import { Bucket, key, Region, Server } from '../transfer/server'

/** Whose client it is. */
export type Sdk = 'cos-wx-sdk-v5' | 'compat'

/** A phone, a COS that judges every signature, and a client made as the official documents make one. */
export function setUp(sdk: Sdk, options: Record<string, unknown> = {}, faults: readonly FaultRule[] = []) {
  const clock = realClock()
  const sts = createSts({ master: 'an example', now: clock.now })
  const handler = createCos({ storage: memoryStorage(), Bucket, Region, keys: [key], sts, now: clock.now })
  const wx = createWx({ clock, handler: () => handler, files: FILES, faults: faultPlan(...faults) })
  const policy = {
    version: '2.0',
    statement: [
      { effect: 'allow', action: ['name/cos:*'], resource: [`qcs::cos:${Region}:uid/1250000000:${Bucket}/*`] },
    ],
  }
  const getAuthorization = (_request: unknown, callback: (answer: Record<string, unknown>) => void) => {
    void sts.issue({ policy, durationSeconds: 1800 }).then(({ credentials, startTime, expiredTime }) =>
      callback({
        TmpSecretId: credentials.tmpSecretId,
        TmpSecretKey: credentials.tmpSecretKey,
        SecurityToken: credentials.sessionToken,
        StartTime: startTime,
        ExpiredTime: expiredTime,
      }),
    )
  }
  const given = { SimpleUploadMethod: 'putObject', ProgressInterval: 10, getAuthorization, ...options } as const
  Object.assign(globalThis, { wx })
  const Official = sdk === 'compat' ? COS : (loadOfficial(wx) as unknown as typeof COS)
  return { cos: new Official(given), wx, server: new Server(handler, clock.now), where: { Bucket, Region } }
}

/** How a call has ended. */
export type Ending = { data: unknown } | { err: unknown }

/** The outcome of a promise, or of a callback. */
export function endingOf(promise: Promise<unknown>): Promise<Ending> {
  return promise.then(
    (data) => ({ data }),
    (err: unknown) => ({ err }),
  )
}
