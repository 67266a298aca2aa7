import { Listeners } from './listeners'
import { conditions } from './simulation/conditions'

const INTERRUPTED_AFTER = 5000

/** Whether the app is in front, and since when not. A hidden tab is a mini program in the background, too. */
export class AppState {
  readonly shown = new Listeners<void>()
  readonly hidden = new Listeners<void>()
  /** Fires five seconds after the app was hidden: from then on WeChat lets no request run. */
  readonly suspended = new Listeners<void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private isHidden = false
  private isSuspended = false

  constructor() {
    const update = () => this.update(document.hidden || conditions.values.app === 'hidden')
    document.addEventListener('visibilitychange', update)
    conditions.changes.on(update)
  }

  get mayUseNetwork(): boolean {
    return !this.isSuspended
  }

  private update(isHidden: boolean): void {
    if (isHidden === this.isHidden) return
    this.isHidden = isHidden
    if (isHidden) this.hide()
    else this.show()
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
