/** A page without a screen: its methods, and the data that they set. */
export interface RunningPage {
  data: Record<string, unknown>
  /** Calls one of its methods. */
  call(method: string, ...parameters: unknown[]): Promise<void>
}

/** Runs what a page's module hands to `Page`. Of `data[0].name` and the like no page that runs here makes use. */
export function runPage(load: () => void): RunningPage {
  let definition: Record<string, unknown> = {}
  Object.assign(globalThis, { Page: (given: Record<string, unknown>) => void (definition = given) })
  load()
  const data = { ...Object(definition.data) } as Record<string, unknown>
  const page = { ...definition, data, setData: (change: object) => void Object.assign(data, change) }
  return {
    data,
    async call(method, ...parameters) {
      const run: unknown = Reflect.get(page, method)
      if (typeof run !== 'function') throw new TypeError(`The page has no ${method}`)
      await run.apply(page, parameters)
    },
  }
}
