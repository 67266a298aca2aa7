import { Listeners } from './listeners'

const INTERRUPTED_AFTER = 5000

/** Whether the app is in front, and since when not. A hidden tab is a mini program in the background. */
export class AppState {
  readonly shown = new Listeners<void>()
  readonly hidden = new Listeners<void>()
  /** Fires five seconds after the app was hidden: from then on WeChat lets no request run. */
  readonly suspended = new Listeners<void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private isSuspended = false

  constructor() {
    document.addEventListener('visibilitychange', () => (document.hidden ? this.hide() : this.show()))
  }

  get mayUseNetwork(): boolean {
    return !this.isSuspended
  }

  private hide(): void {
    this.hidden.fire()
    this.timer = setTimeout(() => {
      this.isSuspended = true
      this.suspended.fire()
    }, INTERRUPTED_AFTER)
  }

  private show(): void {
    clearTimeout(this.timer)
    this.isSuspended = false
    this.shown.fire()
  }
}
