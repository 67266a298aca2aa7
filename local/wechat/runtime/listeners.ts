/** The listeners of one event of `wx`, as its pair of `on…` and `off…` keeps them. */
export class Listeners<T> {
  private readonly all = new Set<(value: T) => void>()

  readonly on = (listener: (value: T) => void): void => {
    this.all.add(listener)
  }

  /** Without an argument all listeners go, as in WeChat. */
  readonly off = (listener?: (value: T) => void): void => {
    if (listener === undefined) this.all.clear()
    else this.all.delete(listener)
  }

  fire(value: T): void {
    for (const listener of this.all) listener(value)
  }
}
