import type { TestPerson } from '../../sdk/src/types/testing/phone'
import { type Account, accountFunctions, type EnvVersion } from './account'
import { type Callbacks, succeed } from './callbacks'
import type { Clock } from './clock'
import { deviceFunctions } from './device'
import type { Faults, OutgoingRequest } from './faults/fault'
import { noFaults } from './faults/plan'
import { type FileContent, contentOf } from './files/content'
import { fileSystemManager } from './files/manager'
import { FileMemory } from './files/memory'
import { FileStore, userDataPath } from './files/store'
import { type Limits, wechatLimits } from './limits'
import { Connectivity, type NetworkEvents } from './network/connectivity'
import { downloadFunction } from './network/download'
import type { HeaderCase } from './network/headers'
import { LineSpeed } from './network/line-speed'
import { Network } from './network/network'
import { requestFunction } from './network/request'
import type { ServerOf } from './network/server'
import { uploadFunction } from './network/upload'
import { personFunctions } from './person/functions'
import { personState } from './person/person'
import { Phone, type PhoneState } from './phone'
import { storageFunctions } from './storage'
import { type Returned, type TaskFunctions, wrapped } from './wrapper'

/** What kind of phone, and what lies around it. */
export interface WxOptions {
  /** Which server a host, with its port, leads to; none means that there is no such name. */
  handler: ServerOf
  clock: Clock
  /** On the phone from the start: by path, such as `wxfile://tmp_video.mp4`. */
  files?: Readonly<Record<string, FileContent | Uint8Array | string>>
  /** Where they differ from WeChat's. */
  limits?: Partial<Limits>
  /** @default none */
  faults?: Faults
  /** Whether `phone.memory` counts, for which the garbage collector has to run often. @default true */
  measureMemory?: boolean
  /** Bytes: a peak of `phone.memory` that is not above them may be told too high, which saves most of the time. */
  exactMemoryAbove?: number
  /** How the names of an answer's headers are spelled. @default 'given' */
  headerCase?: HeaderCase
  /** Of the phone's connection: what all requests share. @default without limit */
  bytesPerSecond?: number
  /** Addresses that the app may ask, by list, such as `https://example.com`. @default any */
  domains?: Partial<Record<OutgoingRequest['api'], readonly string[]>>
  /** Whether failures carry `errno`, which older base libraries do not. @default true */
  errno?: boolean
  /** What network functions return besides calling back, as wrappers around `wx` do. @default 'task' */
  returns?: Returned
  /** What their tasks can do. @default 'all' */
  tasks?: TaskFunctions
  /** How the platform tells that the network is lost or back. @default 'prompt' */
  networkEvents?: NetworkEvents
  /** @default 'develop' */
  envVersion?: EnvVersion
  /** The same phone logs in as the same user. @default 'phone' */
  deviceId?: string
  /** What the person does when the app asks. */
  person?: Partial<TestPerson>
}

/** What an app sees as `wx`, as far as it goes; and `phone`, which is the test's. */
export interface Wx extends ReturnType<typeof platformOf> {
  phone: Phone
  /** The app is killed, nothing calls back any more; what comes back is its next start, on the same phone. */
  restart(options?: RestartOptions): Wx
}

/** How the app comes up again. */
export interface RestartOptions {
  /** @default 'kept' */
  temporaryFiles?: 'kept' | 'gone'
}

/** A phone, with the app just started. */
export function createWx(options: WxOptions): Wx {
  const { clock } = options
  const limits = { ...wechatLimits, ...options.limits }
  const files = new FileStore(limits, () => clock.now())
  for (const [path, content] of Object.entries(options.files ?? {})) {
    files.put(path, isContent(content) ? content : contentOf(content))
  }
  return wxOf(options, {
    clock,
    limits,
    files,
    storage: new Map(),
    requests: [],
    memory: new FileMemory(options.measureMemory, options.exactMemoryAbove),
    logins: { count: 0 },
    ...personState(options.person),
    withErrno: options.errno ?? true,
    connectivity: new Connectivity(clock, limits.background, options.networkEvents),
  })
}

function wxOf(options: WxOptions, state: PhoneState): Wx {
  const phone = new Phone(state)
  return {
    ...platformOf(options, { state, phone }),
    phone,
    restart({ temporaryFiles = 'kept' } = {}) {
      phone.kill()
      if (temporaryFiles === 'gone') state.files.dropTemporary()
      return wxOf(options, { ...state, memory: new FileMemory(options.measureMemory, options.exactMemoryAbove) })
    },
  }
}

/** Where the app's functions meet the phone. */
interface Ground {
  state: PhoneState
  phone: Phone
}

function platformOf(options: WxOptions, ground: Ground) {
  const functions = functionsOf(options, ground)
  return {
    ...functions,
    /** By name alone, such as `request`; of nothing more is anything known. */
    canIUse: (name: string): boolean => name in functions,
  }
}

function functionsOf(options: WxOptions, { state, phone }: Ground) {
  const { process, descriptors } = phone
  const { files: store, limits, memory, connectivity } = state
  const manager = fileSystemManager({ store, memory, descriptors, limits, process })
  return {
    env: { USER_DATA_PATH: userDataPath },
    getFileSystemManager: () => manager,
    ...networkFunctions(options, { state, phone }),
    ...storageFunctions(state.storage, process),
    ...personFunctions(state, store, process),
    ...deviceFunctions,
    ...accountFunctions(accountOf(options), process, state.logins),
    onAppShow: connectivity.onAppShow.on,
    offAppShow: connectivity.onAppShow.off,
    onAppHide: connectivity.onAppHide.on,
    offAppHide: connectivity.onAppHide.off,
    onNetworkStatusChange: connectivity.onNetworkStatusChange.on,
    offNetworkStatusChange: connectivity.onNetworkStatusChange.off,
    getNetworkType: (callbacks: Callbacks<{ networkType: string }> = {}): void => {
      const { networkType } = connectivity
      connectivity.tell(() => process.later(() => succeed('getNetworkType', callbacks, { networkType })))
    },
  }
}

function networkFunctions(options: WxOptions, { state, phone }: Ground) {
  const { clock, limits, memory, requests, files, connectivity } = state
  const { process } = phone
  const network = new Network({
    clock,
    limits,
    memory,
    process,
    connectivity,
    speed: options.bytesPerSecond === undefined ? undefined : new LineSpeed(clock, options.bytesPerSecond),
    appId: accountOf(options).appId,
    serverOf: options.handler,
    headerCase: options.headerCase ?? 'given',
    faults: options.faults ?? noFaults,
    strike: (faults) => phone.strike(faults),
    domains: options.domains,
    record: requests,
  })
  const { returns = 'task', tasks = 'all' } = options
  const style = { returns, tasks }
  return {
    request: wrapped(requestFunction(network), style),
    downloadFile: wrapped(downloadFunction(network, files), style),
    uploadFile: wrapped(uploadFunction(network, files), style),
  }
}

function accountOf({ envVersion = 'develop', deviceId = 'phone' }: WxOptions): Account {
  return { appId: 'wx0000000000000000', envVersion, deviceId }
}

function isContent(value: FileContent | Uint8Array | string): value is FileContent {
  return typeof value !== 'string' && 'bytes' in value
}
