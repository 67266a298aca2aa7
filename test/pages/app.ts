import { createTestWx, type TestWx, type TestWxOptions } from 'cos-miniprogram/testing'
import { createDefinitions } from '../../local/wechat/runtime/definitions'
import { registerElements } from '../../local/wechat/runtime/elements'
import { addComponent, createFramework } from '../../local/wechat/runtime/framework'
import { OpenPage } from '../../local/wechat/runtime/pages/page'
import { wxsSupport } from '../../local/wechat/runtime/wxs'
import { compilePage } from './compile'
import { BACKEND, demoBackend } from './demo-backend'
import { pageFunctions, type Calls } from './page-functions'
import { type Screen, screenOf } from './screen'

/** The demo, just started on a phone of its own: no module remembers what a test before has done. */
export interface App extends Omit<TestWx, 'wx' | 'install' | 'restart'> {
  /** What pages have asked of WeChat that is neither network nor files: `calls.of('navigateTo')`. */
  calls: Calls
  /** Opens a page, and waits until nothing but time can change it. */
  open(route: string, query?: Record<string, string>): Promise<Screen>
}

const open: OpenPage[] = []
const complaints: unknown[] = []
let restore = () => {}

/** Starts the demo, with the person `u/ann/` and a COS and a backend behind it. Time is virtual. */
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
  Object.assign(wx, functions)
  restore = install()
  return {
    ...phone,
    calls,
    async open(route, query = {}) {
      addBody()
      const page = mount(route, query)
      open.push(page)
      page.open()
      await phone.clock.advance(0)
      return screenOf(page, phone.clock)
    },
  }
}

/** The framework listens to touches of the whole body: each page has its own, else it would hear those of all others. */
function addBody(): void {
  const body = document.createElement('body')
  body.innerHTML = '<div id="wechat-pages"></div><div id="wechat-overlays"></div>'
  document.documentElement.prepend(body)
}

function mount(route: string, query: Record<string, string>): OpenPage {
  const program = compilePage(route)
  const framework = createFramework(program)
  const { enter, ...constructors } = createDefinitions(framework.codeSpace)
  const getCurrentPages = () => open.map(({ instance }) => instance)
  Object.assign(globalThis, constructors, { getApp: () => ({}), getCurrentPages })
  Object.assign(globalThis, { __wechatHost: { ...wxsSupport, enter, Date } })
  const notUsed = () => {
    throw new Error('The demo has no <navigator>')
  }
  const navigation = {
    navigateTo: notUsed,
    redirectTo: notUsed,
    switchTab: notUsed,
    reLaunch: notUsed,
    navigateBack: notUsed,
  }
  registerElements(framework, program.templates, { navigation, share: () => {} })
  for (const component of program.components) addComponent(framework, component, program.templates)
  for (const { path, load } of program.components) {
    enter(path)
    load()
  }
  return new OpenPage(framework, { route, query }, {})
}

afterEach(() => {
  for (const page of open.splice(0)) page.close()
  for (const body of document.querySelectorAll('body')) body.remove()
  restore()
  jest.restoreAllMocks()
  // What a page or a component throws is reported by the framework, and stops nothing.
  expect(complaints.splice(0)).toEqual([])
})
