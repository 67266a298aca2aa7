import type { Phone } from '../stories/phone'
import type { AutomatorComponent, AutomatorPage, MiniProgram } from './automator'

const POLL_MS = 200
/** The self-test has a request of more than a minute. */
const LIMIT_MS = 180_000

/** The demo in WeChat DevTools, as the stories drive it. */
export class AutomatorPhone implements Phone {
  /** @param wait - until the next look */
  constructor(
    private readonly program: MiniProgram,
    private readonly wait: (milliseconds: number) => Promise<unknown> = (milliseconds) =>
      new Promise((resolve) => setTimeout(resolve, milliseconds)),
  ) {}

  async reLaunch(url: string): Promise<void> {
    await this.program.reLaunch(url)
  }

  async waitForData(field: string, isWanted: (value: unknown) => boolean, component?: string): Promise<unknown> {
    let value: unknown
    for (let waited = 0; waited <= LIMIT_MS; waited += POLL_MS) {
      value = await (await this.find(component))?.data(field)
      if (value !== undefined && isWanted(value)) return value
      await this.wait(POLL_MS)
    }
    throw new Error(`${field} is ${JSON.stringify(value)}`)
  }

  async call(method: string, component?: string): Promise<void> {
    const target = await this.find(component)
    if (target === null) throw new Error(`There is no #${component} on the page`)
    // It may take as long as an upload does.
    void target.callMethod(method).catch(console.error)
  }

  async evaluate<Argument, Result>(run: (argument: Argument) => Result, argument: Argument): Promise<Result> {
    return (await this.program.evaluate(run as (...args: never[]) => unknown, argument)) as Result
  }

  async mockWx(name: string, result: object): Promise<void> {
    await this.program.mockWxMethod(name, answerWith, name, result)
  }

  lastCall(name: string): Promise<unknown> {
    return this.program.evaluate(readCall as (...args: never[]) => unknown, name)
  }

  private async find(component: string | undefined): Promise<AutomatorPage | AutomatorComponent | null> {
    const page = await this.program.currentPage()
    return component === undefined ? page : page.$(`#${component}`)
  }
}

/** Runs in the mini program, in the place of the function of `wx`; its own arguments come first. */
function answerWith(options: object, name: string, result: object): object {
  Object.assign(getApp(), { [`asked:${name}`]: JSON.parse(JSON.stringify(options)) })
  return result
}

function readCall(name: string): unknown {
  return Reflect.get(getApp(), `asked:${name}`) ?? null
}
