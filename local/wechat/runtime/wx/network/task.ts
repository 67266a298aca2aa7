import type { AppState } from '../../app-state'
import { Listeners } from '../../listeners'
import { conditions } from '../../simulation/conditions'
import { latency } from '../../simulation/line'
import { sessions } from '../../simulation/sessions'
import { ApiError, callBack, type Callbacks } from '../call'

const MOST_IN_FLIGHT = 10
const DEFAULT_TIMEOUT = 60_000

/** What a running transfer may use: its signal, and whom it tells how far it is. */
export interface TransferContext {
  signal: AbortSignal
  headersReceived(headers: Record<string, string>, statusCode: number): void
  progress(event: object): void
}

/** What `wx.request` and its like give back. */
export interface TransferTask {
  abort(): void
  [listener: `${'on' | 'off'}${string}`]: (listener: (event: object) => void) => void
}

/** What the options of all transfers have. */
export interface TransferOptions extends Callbacks {
  url: string
  header?: Record<string, unknown>
  timeout?: number
}

/** Runs transfers by WeChat's rules: ten at a time, a timeout, and none while the app is in the background. */
export class Transfers {
  private readonly waiting: (() => void)[] = []
  private running = 0

  constructor(
    private readonly state: AppState,
    private readonly timeouts: Readonly<Record<string, unknown>>,
  ) {}

  start(name: string, options: TransferOptions, run: (context: TransferContext) => Promise<object>): TransferTask {
    const headers = new Listeners<object>()
    const progress = new Listeners<object>()
    const controller = new AbortController()
    const context: TransferContext = {
      signal: controller.signal,
      headersReceived: (header, statusCode) => headers.fire({ header, statusCode, cookies: [] }),
      progress: (event) => progress.fire(event),
    }
    void callBack(name, options, () => this.guarded(name, options, controller, () => run(context)))
    return {
      abort: () => controller.abort(new ApiError('abort')),
      onHeadersReceived: headers.on,
      offHeadersReceived: headers.off,
      onProgressUpdate: progress.on,
      offProgressUpdate: progress.off,
    }
  }

  private async guarded(
    name: string,
    { url, timeout }: TransferOptions,
    controller: AbortController,
    run: () => Promise<object>,
  ): Promise<object> {
    if (!/^https?:\/\//.test(url ?? '')) throw new ApiError(`invalid url "${url}"`, 600009)
    const interrupt = () => controller.abort(new ApiError('interrupted', 600003))
    const disconnect = () => {
      if (conditions.values.network === 'off') controller.abort(disconnected())
    }
    if (!this.state.mayUseNetwork) interrupt()
    disconnect()
    this.state.suspended.on(interrupt)
    conditions.changes.on(disconnect)
    const milliseconds = timeout ?? Number(this.timeouts[name] ?? DEFAULT_TIMEOUT)
    const timer = setTimeout(() => controller.abort(new ApiError('timeout', 5)), milliseconds)
    try {
      await this.slot(controller.signal)
      return await this.run(controller.signal, run)
    } finally {
      clearTimeout(timer)
      this.state.suspended.off(interrupt)
      conditions.changes.off(disconnect)
    }
  }

  private async run(signal: AbortSignal, run: () => Promise<object>): Promise<object> {
    try {
      signal.throwIfAborted()
      await latency(signal)
      return await run()
    } catch (error) {
      if (signal.aborted) throw signal.reason
      if (error instanceof ApiError) throw error
      throw navigator.onLine ? new ApiError('net::ERR_FAILED', 600001) : disconnected()
    } finally {
      this.running--
      this.waiting.shift()?.()
    }
  }

  private async slot(signal: AbortSignal): Promise<void> {
    if (this.running >= MOST_IN_FLIGHT) await this.wait(signal)
    this.running++
  }

  private wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push(resolve)
      signal.addEventListener('abort', () => {
        const index = this.waiting.indexOf(resolve)
        if (index >= 0) this.waiting.splice(index, 1)
        reject(signal.reason)
      })
    })
  }
}

/** No network, in the words of WeChat on Android. */
function disconnected(): ApiError {
  return new ApiError('errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED', 600001)
}

/** Headers as WeChat takes them, without the two that only the platform sets. */
export function requestHeaders(header: Record<string, unknown> | undefined): Record<string, string> {
  const entries = Object.entries(header ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)] as const)
  const sent = entries.filter(([name]) => name !== 'referer' && name !== 'host')
  return Object.fromEntries(
    sent.map(([name, value]) => [name, name === 'authorization' ? sessions.sent(value) : value]),
  )
}
