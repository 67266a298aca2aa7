import { createDefinitions } from '../../local/wechat/runtime/definitions'
import { registerElements } from '../../local/wechat/runtime/elements'
import type { Navigation } from '../../local/wechat/runtime/elements/navigator'
import { addComponent, createFramework } from '../../local/wechat/runtime/framework'
import { OpenPage } from '../../local/wechat/runtime/pages/page'
import type { ProgramComponent } from '../../local/wechat/runtime/program'
import { wxsSupport } from '../../local/wechat/runtime/wxs'
import { demoProgram } from './compile'

/** Opens pages of the demo, one on top of the other. */
export interface Opener {
  open: (route: string, query: Record<string, string>) => OpenPage
  /** Closes all of them. */
  close: () => void
}

/** WeChat's framework, set up anew for the demo. */
export function createOpener(): Opener {
  replaceBody()
  const program = demoProgram()
  const framework = createFramework(program)
  const { enter, ...constructors } = createDefinitions(framework.codeSpace)
  const pages: OpenPage[] = []
  const getCurrentPages = () => pages.map(({ instance }) => instance)
  Object.assign(globalThis, constructors, { getApp: () => ({}), getCurrentPages })
  Object.assign(globalThis, { __wechatHost: { ...wxsSupport, enter, Date } })
  registerElements(framework, program.templates, { navigation: noNavigation, share: () => {} })
  for (const component of program.components) addComponent(framework, component, program.templates)
  const run = ({ path, load }: ProgramComponent) => {
    enter(path)
    load()
  }
  program.components.filter(({ isPage }) => !isPage).forEach(run)
  return {
    open(route, query) {
      // Of pages those that are opened: some bring much along.
      program.components.filter(({ path }) => path === route).forEach(run)
      const page = new OpenPage(framework, { route, query }, {})
      pages.push(page)
      page.open()
      return page
    },
    close() {
      for (const page of pages.splice(0)) page.close()
    },
  }
}

/** The framework listens to its body, and would hear the taps of later tests if that were theirs, too. */
function replaceBody(): void {
  const body = document.createElement('body')
  body.innerHTML = '<div id="wechat-pages"></div><div id="wechat-overlays"></div>'
  document.querySelector('body')?.remove()
  document.documentElement.append(body)
}

/** The demo has no `<navigator>`: its pages call `wx`, which records it. */
const noNavigation: Navigation = {
  navigateTo: refuse,
  redirectTo: refuse,
  switchTab: refuse,
  reLaunch: refuse,
  navigateBack: refuse,
}

function refuse(): never {
  throw new Error('Tests of pages know no <navigator>')
}
