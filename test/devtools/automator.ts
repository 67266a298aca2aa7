/** What is used of `miniprogram-automator`, Tencent's driver of WeChat DevTools. */
export interface Automator {
  launch(options: { cliPath: string; projectPath: string }): Promise<MiniProgram>
}

export interface MiniProgram {
  reLaunch(url: string): Promise<unknown>
  currentPage(): Promise<AutomatorPage>
  evaluate(run: string | ((...args: never[]) => unknown), ...args: unknown[]): Promise<unknown>
  mockWxMethod(name: string, mock: (...args: never[]) => unknown, ...args: unknown[]): Promise<unknown>
  close(): Promise<unknown>
}

export interface AutomatorPage {
  data(path?: string): Promise<unknown>
  callMethod(name: string, ...args: unknown[]): Promise<unknown>
  /** An element; of a custom component, its data and methods. */
  $(selector: string): Promise<AutomatorComponent | null>
}

export interface AutomatorComponent {
  data(path?: string): Promise<unknown>
  callMethod(name: string, ...args: unknown[]): Promise<unknown>
}

const PACKAGE = 'miniprogram-automator'
/** The version that this was written for. */
const VERSION = '0.12.1'

/**
 * Loads it. It is no dependency of this repository, being of no use to who has no DevTools: 77 packages.
 * @throws where it is not installed, with how to
 */
export async function loadAutomator(
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<Automator> {
  try {
    const loaded: { default?: unknown } = Object(await load(PACKAGE))
    return (loaded.default ?? loaded) as Automator
  } catch (cause) {
    throw new Error(`${PACKAGE} is not installed. Install it: npm install --no-save ${PACKAGE}@${VERSION}`, { cause })
  }
}
