/** What a client finds around it. */
export interface Surroundings {
  wx: object
  now: () => number
  timers: { setTimeout(run: () => void, milliseconds: number): unknown; clearTimeout(id: unknown): void }
}

/** Puts globals in their place. @returns a function that puts back what was there */
export function installGlobals(surroundings: Surroundings, isVirtual: boolean): () => void {
  const globals = { wx: surroundings.wx, ...(isVirtual ? timeGlobals(surroundings) : {}) }
  const before = Object.keys(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)] as const)
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true })
  }
  return () => {
    for (const [name, descriptor] of before) {
      if (descriptor) Object.defineProperty(globalThis, name, descriptor)
      else Reflect.deleteProperty(globalThis, name)
    }
  }
}

function timeGlobals({ now, timers }: Surroundings) {
  const intervals = new Map<object, unknown>()
  const repeat = (id: object, run: () => void, milliseconds: number) => {
    const next = () => {
      repeat(id, run, milliseconds)
      run()
    }
    // No engine repeats something in no time.
    intervals.set(id, timers.setTimeout(next, Math.max(1, milliseconds)))
  }
  return {
    Date: dateAt(now),
    setTimeout: (run: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) =>
      timers.setTimeout(() => run(...args), milliseconds),
    clearTimeout: (id: unknown) => timers.clearTimeout(id),
    setInterval: (run: (...args: unknown[]) => void, milliseconds = 0, ...args: unknown[]) => {
      const id = {}
      repeat(id, () => run(...args), milliseconds)
      return id
    },
    clearInterval: (id: object) => {
      timers.clearTimeout(intervals.get(id))
      intervals.delete(id)
    },
  }
}

/** `Date` whose present is another. */
function dateAt(now: () => number): DateConstructor {
  const construct = (target: DateConstructor, args: [], newTarget: Function): object =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget)
  return new Proxy(Date, {
    construct,
    apply: () => new Date(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  })
}
