import { createTestWx, type TestWx, type TestWxOptions } from 'cos-miniprogram/testing'
import { BACKEND, demoBackend } from './demo-backend'
import { createOpener } from './opener'
import { pageFunctions, type Calls } from './page-functions'
import { type Screen, screenOf, SETTLE_MS } from './screen'

/** The demo, just started on a phone of its own: no module remembers what a test before has done. */
export interface App extends Omit<TestWx, 'wx' | 'install' | 'restart'> {
  /** What pages have asked of WeChat that is neither network nor files: `calls.of('navigateTo')`. */
  calls: Calls
  /** Opens a page on top of those before, and gives it a moment. */
  open(route: string, query?: Record<string, string>): Promise<Screen>
}

const complaints: unknown[] = []
let end = () => {}

/** Starts the demo, with the person whose objects are in `u/ann/` and a COS and a backend behind it. Time is virtual. */
export function startApp(options: TestWxOptions = {}): App {
  jest.resetModules()
  jest.spyOn(console, 'error').mockImplementation((...complaint) => void complaints.push(complaint))
  const { wx, install, ...phone } = createTestWx({
    time: 'virtual',
    credentials: { url: `http://${BACKEND}/cos/credentials` },
    servers: { [BACKEND]: demoBackend },
    ...options,
  })
  const { functions, calls } = pageFunctions()
  Object.assign(wx, functions, { canIUse: (name: string) => name in wx })
  const restore = install()
  const { open, close } = createOpener()
  end = () => {
    close()
    restore()
  }
  return {
    ...phone,
    calls,
    async open(route, query = {}) {
      const page = open(route, query)
      await phone.clock.advance(SETTLE_MS)
      return screenOf(page, phone.clock)
    },
  }
}

afterEach(() => {
  end()
  jest.restoreAllMocks()
  // What a page or a component throws is reported by the framework, and stops nothing.
  expect(complaints.splice(0)).toEqual([])
})
