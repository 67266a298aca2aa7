import { AppState } from './app-state'
import { createDefinitions } from './definitions'
import { registerElements } from './elements'
import { launchOptions, type LaunchOptions } from './launch'
import { addComponent, createFramework } from './framework'
import { setUpPhone } from './phone'
import { Router } from './pages/router'
import { formatQuery } from './pages/urls'
import type { Program, ProgramComponent } from './program'
import { PhoneDate } from './simulation/clock'
import { Theme } from './theme'
import { createWx } from './wx'
import { share } from './wx/share'
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
  const options = launchOptions(program.app.pages)
  const appName = theme.text(program.app.window.navigationBarTitleText)
  let app: AppObject = {}
  const globals = {
    wx: createWx({ program, router, theme, state, options }),
    App: (definition: AppObject) => void (app = definition),
    getApp: () => app,
    getCurrentPages: () => router.stack.map(({ instance }) => instance),
    ...constructors,
  }
  Object.assign(globalThis, globals, { __wechatHost: { ...wxsSupport, enter, globals, Date: PhoneDate } })
  registerElements(framework, program.templates, {
    navigation: router,
    share: (target) => router.top && void share(router.top, { from: 'button', target }, appName),
  })
  program.loadApp()
  for (const component of program.components) addComponent(framework, component, program.templates)
  for (const component of program.components) runScript(component)
  setUpPhone(router, appName)
  launch(options, router, state, () => app)
}

// As in WeChat, a script that throws takes its own page or component down, and no other.
function runScript({ load }: ProgramComponent): void {
  try {
    load()
  } catch (error) {
    console.error(error)
  }
}

function launch(options: LaunchOptions, router: Router, state: AppState, app: () => AppObject): void {
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
