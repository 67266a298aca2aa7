import type { AppProcess } from '../app-process'
import { type Callbacks, failureOf, PlatformError } from '../callbacks'
import type { Clock } from '../clock'
import { type Fault, type Faults, faultOf, type OutgoingRequest } from '../faults/fault'
import type { FileMemory } from '../files/memory'
import type { Limits } from '../limits'
import type { Connectivity } from './connectivity'
import { addressOf, type Route } from './exchange'
import { aborted, invalidUrl, lostConnection, notInDomainList, timedOut } from './failures'
import { Line } from './line'
import type { LineSpeed } from './line-speed'
import type { HeaderCase } from './headers'
import type { ServerOf } from './server'
import { Settlement } from './settlement'
import { Slots } from './slots'

/** What the network functions need of the phone. */
export interface NetworkEnvironment {
  appId: string
  clock: Clock
  process: AppProcess
  limits: Limits
  memory: FileMemory
  connectivity: Connectivity
  speed: LineSpeed | undefined
  serverOf: ServerOf
  headerCase: HeaderCase
  faults: Faults
  /** What is to happen to the phone itself. */
  strike: (faults: readonly Fault[]) => void
  domains: Partial<Record<OutgoingRequest['api'], readonly string[]>> | undefined
  record: RequestRecord[]
}

/** What became of a request: for tests to look at. */
export interface RequestRecord extends OutgoingRequest {
  /** Milliseconds since the epoch. */
  startedAt: number
  statusCode?: number
  /** `errMsg`, where it failed. */
  failure?: string
  /** What the server threw: a mistake in it, unless it was cut off. */
  serverError?: unknown
}

/** What the app asks for. */
export interface Target {
  api: OutgoingRequest['api']
  method: string
  url: string
  bytes: number
}

/** A request of the app. */
export interface Call<Result> extends Target {
  callbacks: Callbacks<Result> & { timeout?: number }
  /** The app's buffer that it carries. */
  buffer?: ArrayBuffer
  /** Does it; what it throws after the line has closed does not count. */
  send(route: Route, record: RequestRecord): Promise<Result>
}

/** The platform's network: how many requests run, for how long, and what ends them. */
export class Network {
  private readonly slots: Slots

  constructor(readonly environment: NetworkEnvironment) {
    this.slots = new Slots(environment.limits.requests)
  }

  /** Starts it, now or when there is room; for an app that was killed, never. */
  start<Result>(call: Call<Result>): { abort(): void } {
    const { connectivity, clock, memory, process } = this.environment
    if (process.killed) return { abort() {} }
    const line = new Line(clock, this.environment.speed)
    const settlement = new Settlement(call.api, call.callbacks, process)
    line.onClose((reason) => settlement.fail(reason))
    if (call.buffer) settlement.whenSettled(memory.carry(call.buffer))
    const refusal = this.refusalOf(call)
    if (refusal) line.close(refusal)
    else connectivity.watch(line)
    settlement.whenSettled(() => connectivity.release(line))
    if (!line.closed) settlement.whenSettled(this.slots.take(() => void this.run(call, line, settlement)))
    return { abort: () => line.close(aborted()) }
  }

  private async run<Result>(call: Call<Result>, line: Line, settlement: Settlement<Result>): Promise<void> {
    const { clock, limits, faults, strike, serverOf } = this.environment
    const record = this.note(call)
    line.onClose((reason) => (record.failure = failureOf(call.api, reason).errMsg))
    const milliseconds = Math.min(call.callbacks.timeout ?? limits.timeout, limits.timeout)
    const timer = clock.setTimeout(() => line.close(timedOut()), milliseconds)
    settlement.whenSettled(() => clock.clearTimeout(timer))
    const drawn = faults.next(record)
    strike(drawn)
    if (faultOf(drawn, 'noCallback')) settlement.mute()
    try {
      line.throwIfClosed()
      settlement.succeed(await call.send({ line, faults: drawn, serverOf }, record))
    } catch (error) {
      if (!(error instanceof PlatformError) && !line.closed) record.serverError = error
      line.close(error instanceof PlatformError ? error : lostConnection('ERR_EMPTY_RESPONSE'))
    }
  }

  private refusalOf({ api, url }: Target): PlatformError | undefined {
    const { domains } = this.environment
    const { scheme, host } = addressOf(url)
    if (!host) return invalidUrl(url)
    if (domains && !domains[api]?.includes(`${scheme}://${host}`)) return notInDomainList()
    return undefined
  }

  private note({ api, method, url, bytes }: Target): RequestRecord {
    const { record, clock } = this.environment
    const entry: RequestRecord = { index: record.length, api, method, url, bytes, startedAt: clock.now() }
    record.push(entry)
    return entry
  }
}
