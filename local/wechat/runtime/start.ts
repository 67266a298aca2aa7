import { AppState } from './app-state'
import { createDefinitions } from './definitions'
import { registerElements } from './elements'
import { addComponent, createFramework } from './framework'
import { Router } from './pages/router'
import { formatQuery, parseQuery } from './pages/urls'
import type { Program, ProgramComponent } from './program'
import { Theme } from './theme'
import { createWx } from './wx'
import { wxsSupport } from './wxs'

/** What `App()` was given. */
type AppObject = Record<string, unknown>

/** Starts a built mini program in this page. */
export function start(program: Program): void {
  const theme = new Theme(program.app)
  const state = new AppState()
  const framework = createFramework(program)
  const router = new Router(program, framework, theme)
  const { enter, ...constructors } = createDefinitions(framework.codeSpace)
  let app: AppObject = {}
  const globals = {
    wx: createWx({ program, router, theme, state }),
    App: (definition: AppObject) => void (app = definition),
    getApp: () => app,
    getCurrentPages: () => router.stack.map(({ instance }) => instance),
    ...constructors,
  }
  Object.assign(globalThis, globals, { __wechatHost: { ...wxsSupport, enter, globals } })
  registerElements(framework, program.templates, router)
  program.loadApp()
  for (const component of program.components) addComponent(framework, component, program.templates)
  for (const component of program.components) runScript(component)
  launch(program, router, state, () => app)
}

// As in WeChat, a script that throws takes its own page or component down, and no other.
function runScript({ load }: ProgramComponent): void {
  try {
    load()
  } catch (error) {
    console.error(error)
  }
}

function launch(program: Program, router: Router, state: AppState, app: () => AppObject): void {
  const options = launchOptions(program.app.pages)
  const tell = (lifecycle: string, ...args: unknown[]) => {
    const method = app()[lifecycle]
    if (typeof method === 'function') method.apply(app(), args)
  }
  tell('onLaunch', options)
  tell('onShow', options)
  router.reLaunch(`/${options.path}?${formatQuery(options.query)}`)
  state.shown.on(() => {
    tell('onShow', options)
    router.top?.call('onShow')
  })
  state.hidden.on(() => {
    router.top?.call('onHide')
    tell('onHide')
  })
}

// The address keeps the page that was open, so that a reload comes back to it.
function launchOptions(pages: readonly string[]): { path: string; query: Record<string, string>; scene: number } {
  const [path = '', query = ''] = location.hash.slice(1).replace(/^\//, '').split('?')
  const known = pages.includes(path)
  return { path: known ? path : (pages[0] ?? ''), query: known ? parseQuery(query) : {}, scene: 1001 }
}
