import type { Logins } from './account'
import { AppProcess } from './app-process'
import type { Clock } from './clock'
import type { Fault } from './faults/fault'
import { Descriptors } from './files/descriptors'
import { FileMemory } from './files/memory'
import type { FileStore } from './files/store'
import type { Limits } from './limits'
import type { Connectivity } from './network/connectivity'
import type { RequestRecord } from './network/network'
import type { PersonState } from './person/person'

/** What outlives the app. */
export interface PhoneState extends PersonState {
  clock: Clock
  limits: Limits
  files: FileStore
  storage: Map<string, string>
  requests: RequestRecord[]
  memory: FileMemory
  logins: Logins
  withErrno: boolean
  connectivity: Connectivity
}

/** The phone around the app, in the hands of a test: `wx.phone`. */
export class Phone {
  readonly process: AppProcess
  readonly descriptors: Descriptors

  constructor(private readonly state: PhoneState) {
    this.process = new AppProcess(state.clock, state.withErrno)
    this.descriptors = new Descriptors(state.limits.descriptors)
  }

  /** Puts files, takes them away, looks at them. */
  get files(): FileStore {
    return this.state.files
  }

  /** How many bytes of files the app holds. */
  get memory(): FileMemory {
    return this.state.memory
  }

  /** All requests that have left the phone so far. */
  get requests(): readonly RequestRecord[] {
    return this.state.requests
  }

  /** What the person has decided, kept and seen. */
  get personState(): PersonState {
    return this.state
  }

  /** Timers that die with the app: for the SDK's `timers`. */
  get timers(): Pick<AppProcess, 'setTimeout' | 'clearTimeout'> {
    return this.process
  }

  /** Paths of the files that the app has left open. */
  openDescriptors(): string[] {
    return this.descriptors.paths()
  }

  /** The user leaves the app; after five seconds its requests are interrupted. */
  hide(): void {
    this.state.connectivity.hide()
  }

  show(): void {
    this.state.connectivity.show()
  }

  offline(): void {
    this.state.connectivity.setConnected(false)
  }

  online(): void {
    this.state.connectivity.setConnected(true)
  }

  /** Loses all connections for a moment, without being offline. */
  cut(): void {
    this.state.connectivity.cut()
  }

  /** Ends the app, as the platform may at any time. */
  kill(): void {
    this.process.kill()
    this.state.connectivity.end()
  }

  /** Lets these things happen to the phone; those of the line are not its own. */
  strike(faults: readonly Fault[]): void {
    for (const fault of faults) this.suffer(fault)
  }

  private suffer(fault: Fault): void {
    const { clock, files } = this.state
    if (fault.kind === 'hide') {
      this.hide()
      clock.setTimeout(() => this.show(), fault.milliseconds)
    } else if (fault.kind === 'offline') {
      this.offline()
      clock.setTimeout(() => this.online(), fault.milliseconds)
    } else if (fault.kind === 'storageFull') {
      files.setFull(true)
      clock.setTimeout(() => files.setFull(false), fault.milliseconds)
    } else if (fault.kind === 'fileGone' && files.has(fault.path)) {
      files.remove(fault.path)
    }
  }
}
