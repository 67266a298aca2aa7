import { create } from '../screen'

const THRESHOLD = 60
const FURTHEST = 110

/** Pulling a page down to refresh it, with a finger or the mouse. */
export class PullDown {
  private readonly dots = create('div', 'wechat-pull-down')
  private startY: number | undefined
  private pulled = 0
  private running = false

  constructor(
    private readonly page: HTMLElement,
    enabled: boolean,
    private readonly refresh: () => void,
  ) {
    for (let dot = 0; dot < 3; dot++) this.dots.append(create('i'))
    page.append(this.dots)
    if (enabled) this.listen()
  }

  /** Shows the dots and refreshes. */
  start(): void {
    if (this.running) return
    this.running = true
    this.moveTo(THRESHOLD, true)
    this.refresh()
  }

  /** Hides the dots. */
  stop(): void {
    this.running = false
    this.moveTo(0, true)
  }

  private listen(): void {
    this.page.addEventListener('touchstart', ({ touches }) => this.begin(touches[0]?.clientY), { passive: true })
    this.page.addEventListener('touchmove', ({ touches }) => this.pull(touches[0]?.clientY), { passive: true })
    this.page.addEventListener('touchend', () => this.end())
    this.page.addEventListener('touchcancel', () => this.end())
    this.page.addEventListener('mousedown', ({ clientY }) => this.dragWithMouse(clientY))
  }

  private dragWithMouse(clientY: number): void {
    const released = new AbortController()
    this.begin(clientY)
    addEventListener('mousemove', (event) => this.pull(event.clientY), { signal: released.signal })
    addEventListener(
      'mouseup',
      () => {
        released.abort()
        this.end()
      },
      { signal: released.signal },
    )
  }

  private begin(y: number | undefined): void {
    this.startY = this.page.scrollTop <= 0 && !this.running ? y : undefined
  }

  private pull(y: number | undefined): void {
    if (this.startY === undefined || y === undefined || this.page.scrollTop > 0) return
    this.pulled = Math.min(FURTHEST, Math.max(0, (y - this.startY) / 2))
    this.moveTo(this.pulled, false)
  }

  private end(): void {
    if (this.startY === undefined) return
    this.startY = undefined
    if (this.pulled >= THRESHOLD) this.start()
    else this.moveTo(0, true)
    this.pulled = 0
  }

  private moveTo(distance: number, animated: boolean): void {
    this.page.classList.toggle('wechat-page-settling', animated)
    this.page.style.setProperty('--pulled', `${distance}px`)
    this.dots.classList.toggle('wechat-pull-down-running', this.running)
  }
}
