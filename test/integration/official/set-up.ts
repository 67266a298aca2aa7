import {
  COS,
  type CommonOptions,
  type CredentialsAnswer,
  type CredentialsRequest,
  type CredentialsSource,
} from 'cos-miniprogram'
import { connectOfficial, type OfficialConstructor } from 'cos-miniprogram/official'
import { createCos, createSts, memoryStorage, type StsAnswer } from '../../../local/cos'
import { createWx, type FaultRule, faultPlan, type FileContent, generatedFile, realClock } from '../../wx'
import { Bucket, key, Region, Server } from '../transfer/server'

const MIB = 1024 * 1024

/** On the phone. */
export const FILES: Readonly<Record<string, FileContent | Uint8Array | string>> = {
  'wxfile://tmp_cat.jpg': 'a picture of a cat',
  'wxfile://tmp_dog.jpg': 'a picture of a dog',
  'wxfile://tmp_video.mp4': generatedFile(3 * MIB + 1),
}

/** What can be set up otherwise than usual. */
export interface SetUpOptions {
  /** What the source answers. @default credentials for the whole bucket, without saying so */
  answer?: (request: CredentialsRequest, issued: StsAnswer) => CredentialsAnswer | Promise<CredentialsAnswer>
  /** Seconds that credentials live. @default 1800 */
  life?: number
  faults?: readonly FaultRule[]
  /** Milliseconds by which the servers' clocks are ahead of the phone's. @default 0 */
  serverAhead?: number
  client?: Partial<CommonOptions>
  /** In place of what is answered. */
  credentials?: CredentialsSource
  /** Of the official SDK. */
  options?: Record<string, unknown>
}

/** The official SDK itself, connected to a client of ours; a phone and a COS that judges every signature. */
export function setUp({
  answer,
  life = 1800,
  faults = [],
  serverAhead = 0,
  client,
  credentials,
  options,
}: SetUpOptions = {}) {
  const clock = realClock()
  const serverNow = () => clock.now() + serverAhead
  const sts = createSts({ master: 'an example', now: serverNow })
  const handler = createCos({ storage: memoryStorage(), Bucket, Region, keys: [key], sts, now: serverNow })
  const wx = createWx({ clock, handler: () => handler, files: FILES, faults: faultPlan(...faults) })
  /** What the source was asked. */
  const requests: CredentialsRequest[] = []
  const getCredentials = async (request: CredentialsRequest) => {
    requests.push(request)
    const policy = {
      version: '2.0',
      statement: [
        { effect: 'allow', action: ['name/cos:*'], resource: [`qcs::cos:${Region}:uid/1250000000:${Bucket}/*`] },
      ],
    }
    const issued = await sts.issue({ policy, durationSeconds: life })
    return answer ? answer(request, issued) : { ...issued }
  }
  const cos = new COS({
    Bucket,
    Region,
    wx,
    credentials: credentials ?? { getCredentials },
    random: () => 0.5,
    ...client,
  })
  const official = connectOfficial(loadOfficial(wx), cos, { ProgressInterval: 10, ...options })
  return { wx, cos, official, requests, server: new Server(handler, serverNow) }
}

/** The official SDK takes its platform from the surroundings, when it is loaded. */
export function loadOfficial(wx: object): OfficialConstructor {
  Object.assign(globalThis, { wx, window: undefined })
  let Official: OfficialConstructor | undefined
  jest.isolateModules(() => {
    Official = jest.requireActual<OfficialConstructor>('cos-wx-sdk-v5')
  })
  if (!Official) throw new Error('the official SDK could not be loaded')
  return Official
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, 'window')
  Reflect.deleteProperty(globalThis, 'wx')
})
