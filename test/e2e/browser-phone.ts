import type { Page } from 'playwright-core'
import type { Phone } from '../stories/phone'

type Instance = Record<string, unknown> & { data: Record<string, unknown> }

/** The demo in the browser host, as the stories drive it. */
export class BrowserPhone implements Phone {
  constructor(private readonly page: Page) {}

  async reLaunch(url: string): Promise<void> {
    await this.page.evaluate((target) => void wx.reLaunch({ url: target }), url)
  }

  async waitForData(field: string, isWanted: (value: unknown) => boolean, component = ''): Promise<unknown> {
    const end = Date.now() + 90_000
    for (;;) {
      const value = await this.page.evaluate(readField, [field, component] as const)
      if (value !== undefined && isWanted(value)) return value
      if (Date.now() > end) throw new Error(`${field} is ${JSON.stringify(value)}`)
    }
  }

  async call(method: string, component = ''): Promise<void> {
    await this.page.evaluate(
      ([name, id]) => {
        const page = getCurrentPages().at(-1)
        const instance: unknown = id === '' ? page : page?.selectComponent(`#${id}`)
        void Reflect.get(Object(instance), name).call(instance)
      },
      [method, component] as const,
    )
  }

  evaluate<Argument, Result>(run: (argument: Argument) => Result, argument: Argument): Promise<Result> {
    return this.page.evaluate<Result>(`(${run.toString()})(${JSON.stringify(argument)})`)
  }

  async mockWx(name: string, result: object): Promise<void> {
    await this.page.evaluate(
      ([method, given]) => {
        const mocked = (options: { success?: (value: object) => void; complete?: (value: object) => void }) => {
          Object.assign(mocked, { options: { ...options } })
          options.success?.(given)
          options.complete?.(given)
          return Promise.resolve(given)
        }
        Reflect.set(wx, method, mocked)
      },
      [name, result] as const,
    )
  }

  lastCall(name: string): Promise<unknown> {
    return this.page.evaluate((method) => JSON.parse(JSON.stringify(Reflect.get(wx, method).options ?? null)), name)
  }
}

/** Runs in the page: one frame later, so that who asks again does not ask in vain. */
async function readField([field, id]: readonly [string, string]): Promise<unknown> {
  await new Promise((resolve) => requestAnimationFrame(resolve))
  const page = getCurrentPages().at(-1)
  const instance: Instance | null | undefined = Object(id === '' ? page : page?.selectComponent(`#${id}`))
  const value = instance?.data?.[field]
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
