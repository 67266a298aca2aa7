/** How long a finger rests until that is a long press, and how far it may move. */
const PRESS_MS = 350
const MAX_MOVE = 10

/** A press that has become long: where, and on which element. */
export interface LongPress {
  target: EventTarget | null
  x: number
  y: number
  event: PointerEvent
}

/**
 * Tells of long presses on elements that listen to them, which the framework knows nothing of. What was pressed for long
 * is not tapped: WeChat's rule for elements that listen to `longpress`.
 */
export class LongPresses {
  private readonly listening = new WeakSet<EventTarget>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private fired = false

  constructor(onLongPress: (press: LongPress) => void) {
    let start: PointerEvent | undefined
    const end = () => clearTimeout(this.timer)
    const options = { capture: true }
    document.addEventListener(
      'pointerdown',
      (event) => {
        start = event
        this.fired = false
        end()
        if (!event.composedPath().some((node) => this.listening.has(node))) return
        this.timer = setTimeout(() => {
          this.fired = true
          onLongPress({ target: event.target, x: event.clientX, y: event.clientY, event })
        }, PRESS_MS)
      },
      options,
    )
    document.addEventListener(
      'pointermove',
      ({ clientX, clientY }) => {
        if (start && Math.hypot(clientX - start.clientX, clientY - start.clientY) > MAX_MOVE) end()
      },
      options,
    )
    for (const type of ['pointerup', 'pointercancel', 'scroll']) document.addEventListener(type, end, options)
    document.addEventListener('contextmenu', (event) => this.fired && event.preventDefault(), options)
  }

  /** To be called for each element that listens to `longpress`. */
  listen(node: EventTarget): void {
    this.listening.add(node)
  }

  /** Whether the press that has just ended was a long one. */
  get isLong(): boolean {
    return this.fired
  }
}
