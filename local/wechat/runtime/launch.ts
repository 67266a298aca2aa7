import { parseQuery } from './pages/urls'

const parameters = new URLSearchParams(location.search)

/** WeChat's number of the usual way into a mini program. */
const USUAL_SCENE = 1001

/** What is kept in the browser belongs to one phone; `?phone=friend` is another one. */
export const PHONE = `wechat${parameters.get('phone') ?? ''}:`

/** How the mini program was started. */
export interface LaunchOptions {
  path: string
  query: Record<string, string>
  scene: number
}

/** The address keeps the page that was open, so that a reload comes back to it. */
export function launchOptions(pages: readonly string[]): LaunchOptions {
  const [path = '', query = ''] = location.hash.slice(1).replace(/^\//, '').split('?')
  const known = pages.includes(path)
  const scene = Number(parameters.get('scene') ?? USUAL_SCENE)
  return { path: known ? path : (pages[0] ?? ''), query: known ? parseQuery(query) : {}, scene }
}
