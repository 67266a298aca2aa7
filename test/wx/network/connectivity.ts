import { Listeners, type PlatformError } from '../callbacks'
import type { Clock } from '../clock'
import { disconnected, interrupted, lostConnection } from './failures'
import type { Line } from './line'

/**
 * How the platform tells that the network is lost or back: at once; late, as what it says of the type of the network is;
 * or the end of being offline never, nor that the app is shown again.
 */
export type NetworkEvents = 'prompt' | 'late' | 'lost'

/** Milliseconds by which late events are late. */
const lateness = 3000

/** Whether requests can run: the app may be hidden, the phone offline. Outlives the app. */
export class Connectivity {
  readonly onAppShow = new Listeners<object>()
  readonly onAppHide = new Listeners<object>()
  readonly onNetworkStatusChange = new Listeners<{ isConnected: boolean; networkType: string }>()
  private readonly lines = new Set<Line>()
  private hidden = false
  private suspended = false
  private connected = true
  private suspension: unknown

  constructor(
    private readonly clock: Clock,
    /** Milliseconds after hiding for which requests still run. */
    private readonly background: number,
    private readonly events: NetworkEvents = 'prompt',
  ) {}

  get networkType(): string {
    return this.connected ? 'wifi' : 'none'
  }

  /** Closes the line when it cannot run, or no longer. */
  watch(line: Line): void {
    if (this.suspended) return line.close(interrupted())
    if (!this.connected) return line.close(disconnected())
    this.lines.add(line)
  }

  /** The line has done its work. */
  release(line: Line): void {
    this.lines.delete(line)
  }

  hide(): void {
    if (this.hidden) return
    this.hidden = true
    this.suspension = this.clock.setTimeout(() => {
      this.suspended = true
      this.closeAll(interrupted)
    }, this.background)
    this.onAppHide.emit({})
  }

  show(): void {
    if (!this.hidden) return
    this.hidden = false
    this.suspended = false
    this.clock.clearTimeout(this.suspension)
    if (this.events !== 'lost') this.onAppShow.emit({})
  }

  setConnected(connected: boolean): void {
    if (this.connected === connected) return
    this.connected = connected
    if (!connected) this.closeAll(disconnected)
    if (connected && this.events === 'lost') return
    const { networkType } = this
    this.tell(() => this.onNetworkStatusChange.emit({ isConnected: connected, networkType }))
  }

  /** All connections are lost, as when the phone changes from one network to another; new ones can be made at once. */
  cut(): void {
    this.closeAll(() => lostConnection('ERR_CONNECTION_RESET'))
  }

  /** Calls back with what is so now: at once, or when it may not be so any more. */
  tell(run: () => void): void {
    if (this.events === 'late') this.clock.setTimeout(run, lateness)
    else run()
  }

  /** The app is gone: nobody listens any more. The next one starts in the foreground. */
  end(): void {
    this.closeAll(interrupted)
    for (const listeners of [this.onAppShow, this.onAppHide, this.onNetworkStatusChange]) listeners.off()
    this.show()
  }

  private closeAll(reason: () => PlatformError): void {
    const lines = [...this.lines]
    this.lines.clear()
    for (const line of lines) line.close(reason())
  }
}
