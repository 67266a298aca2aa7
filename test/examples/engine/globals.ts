import { createContext, type Context } from 'node:vm'

/** What an app has registered by `App`, `Page` or `Component`. */
export interface Registered {
  app?: Record<string, unknown>
  page?: Record<string, unknown>
}

/** Names that are there in Node, and not in a mini program: each file is loaded with them as `undefined`. */
export const HIDDEN = ['window', 'document', 'navigator', 'location', 'self', 'fetch', 'XMLHttpRequest']

/**
 * The globals of a mini program: those of the language, `wx`, timers, and what registers pages. Nothing of a browser,
 * nothing of Node, and no code out of text.
 */
export function createGlobals(wx: object, registered: Registered, pages: readonly unknown[]): Context {
  const registerPage = (page: Record<string, unknown>): void => void (registered.page = page)
  const globals = {
    wx,
    console: quietConsole(),
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    App: (app: Record<string, unknown>): void => void (registered.app = app),
    Page: registerPage,
    Component: registerPage,
    Behavior: (behavior: unknown) => behavior,
    getApp: () => registered.app,
    getCurrentPages: () => pages,
    __wxConfig: { envVersion: 'develop' },
    // One realm for binary data, as `wx` gives it out.
    ArrayBuffer,
    Uint8Array,
    DataView,
  }
  return createContext({ ...globals, global: {} }, { codeGeneration: { strings: false, wasm: false } })
}

/** Frameworks greet, and warn of what is theirs; errors are shown. */
function quietConsole() {
  const quiet = (): void => {}
  const error = (...words: unknown[]): void => void process.stderr.write(`  [app] ${words.map(String).join(' ')}\n`)
  return { log: quiet, info: quiet, debug: quiet, warn: quiet, group: quiet, groupEnd: quiet, error }
}
