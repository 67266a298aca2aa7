import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tapHandler } from './buttons'
import { createGlobals, type Registered } from './globals'
import { createLoader } from './modules'
import { type OpenPage, openPage, startPage } from './page'
import { createPhone, type TestPhone } from './phone'

/** Milliseconds for anything that a tap leads to. */
const LONGEST_WAIT_MS = 30_000

/** An app that runs, and what a person at the phone can do. */
export interface RunningApp {
  phone: TestPhone
  /** Taps on a button, once it is there. */
  tap(text: string): Promise<void>
  /** Waits for a text, which may be an address, to be set on the page. */
  seen(isWanted: (text: string) => boolean): Promise<string>
  /** Waits for a picture to be shown in full. */
  previewed(): Promise<string>
  close(): void
}

/** Starts a compiled mini program in a bare engine, at its first page. */
export function startApp(root: string, longestWait = LONGEST_WAIT_MS): RunningApp {
  const news = createNews(longestWait)
  const phone = createPhone(news.tell)
  const texts: string[] = []
  const { page, wxml } = openFirstPage(root, phone, (data) => {
    collectTexts(data, texts)
    news.tell()
  })
  const waitFor = <T>(look: () => T | undefined): Promise<T> =>
    news.waitFor(look, () => `what the page has shown last: ${texts.slice(-12).join(' | ')}`)
  return {
    phone,
    async tap(text) {
      const handler = await waitFor(() => tapHandler(page, wxml, text))
      handler({ type: 'tap', detail: {}, timeStamp: Date.now(), mark: {}, touches: [], changedTouches: [] })
    },
    seen: (isWanted) => waitFor(() => texts.find(isWanted)),
    previewed: () => waitFor(() => phone.previewed.at(-1)),
    close: () => phone.close(),
  }
}

function openFirstPage(root: string, phone: TestPhone, onData: (data: object) => void) {
  const registered: Registered = {}
  const pages: OpenPage[] = []
  const load = createLoader(root, createGlobals(phone.wx, registered, pages))
  const { pages: paths } = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')) as { pages: string[] }
  const [path = ''] = paths
  if (existsSync(join(root, 'app.js'))) load(join(root, 'app.js'))
  const { app } = registered
  const launch = { path, query: {}, scene: 1001 }
  for (const event of [app?.onLaunch, app?.onShow]) if (typeof event === 'function') Reflect.apply(event, app, [launch])
  load(join(root, `${path}.js`))
  if (!registered.page) throw new Error(`${path}.js registers no page`)
  const page = openPage(registered.page, path, onData)
  pages.push(page)
  startPage(page)
  return { page, wxml: readFileSync(join(root, `${path}.wxml`), 'utf8') }
}

/** Whoever waits looks again whenever something has happened. */
function createNews(longestWait: number) {
  const waiting = new Set<() => void>()
  const tell = (): void => waiting.forEach((look) => look())
  const waitFor = <T>(look: () => T | undefined, describe: () => string): Promise<T> =>
    new Promise((resolve, reject) => {
      const stop = (): void => {
        waiting.delete(lookAgain)
        clearTimeout(timer)
      }
      const lookAgain = (): void => {
        const found = look()
        if (found === undefined) return
        stop()
        resolve(found)
      }
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`nothing came of it within ${longestWait / 1000} s; ${describe()}`))
      }, longestWait)
      waiting.add(lookAgain)
      lookAgain()
    })
  return { tell, waitFor }
}

function collectTexts(value: unknown, texts: string[]): void {
  if (typeof value === 'string') texts.push(value)
  else if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) collectTexts(inner, texts)
  }
}
