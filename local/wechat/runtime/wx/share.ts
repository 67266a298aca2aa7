import type { OpenPage } from '../pages/page'
import { formatQuery } from '../pages/urls'
import { create } from '../screen'
import { sourceOf } from './files/source'
import { isChinese } from './language'
import { choice, openLayer } from './layer'

/** What a page says of itself to a friend. */
interface ShareContent {
  title: string
  path: string
  imageUrl: string
}

/** How a person came to share: by WeChat's menu, or by a button of the page. */
export interface ShareOrigin {
  from: 'menu' | 'button'
  target?: unknown
}

/** WeChat waits so long for a `promise` of the page's. */
const MAX_WAIT_MS = 3000

/** Whether the page can be sent to a friend. */
export function canShare(page: OpenPage | undefined): boolean {
  return typeof page?.instance.onShareAppMessage === 'function'
}

/** Asks the page for its card, and shows what the friend would get. */
export async function share(page: OpenPage, origin: ShareOrigin, appName: string): Promise<void> {
  showCard(await contentOf(page, origin, appName), appName)
}

async function contentOf(page: OpenPage, origin: ShareOrigin, appName: string): Promise<ShareContent> {
  const { route, query } = page.address
  const own = { title: page.title ?? appName, path: `/${[route, formatQuery(query)].filter(Boolean).join('?')}` }
  const { onShareAppMessage } = page.instance
  if (typeof onShareAppMessage !== 'function') return { ...own, imageUrl: '' }
  const given: unknown = onShareAppMessage.call(page.instance, origin)
  const later: unknown = Object(given).promise
  return { ...own, imageUrl: '', ...textsOf(given), ...textsOf(await inTime(later)) }
}

function inTime(promise: unknown): Promise<unknown> {
  const limit = new Promise((resolve) => setTimeout(resolve, MAX_WAIT_MS))
  return promise === undefined
    ? Promise.resolve()
    : Promise.race([Promise.resolve(promise), limit]).catch(console.error)
}

function textsOf(given: unknown): Partial<ShareContent> {
  const names = ['title', 'path', 'imageUrl'] as const
  const fields = names.map((name) => [name, Reflect.get(Object(given), name)] as const)
  return Object.fromEntries(fields.filter(([, value]) => typeof value === 'string' && value !== ''))
}

function showCard({ title, path, imageUrl }: ShareContent, appName: string): void {
  const words = isChinese()
    ? { heading: '发送给朋友', open: '像朋友那样打开', close: '关闭', kind: '小程序' }
    : { heading: 'Send to a friend', open: 'Open as friend', close: 'Close', kind: 'Mini program' }
  const box = create('div', 'wechat-modal wechat-share')
  const layer = openLayer(box)
  const card = create('div', 'wechat-share-card')
  const picture = create('div', 'wechat-share-picture')
  if (imageUrl !== '') picture.style.backgroundImage = `url(${JSON.stringify(sourceOf(imageUrl))})`
  card.append(create('small', '', appName), create('b', '', title), picture, create('small', '', words.kind))
  const footer = create('footer')
  footer.append(
    choice(words.close, undefined, () => layer.remove()),
    choice(words.open, 'var(--wechat-link)', () => {
      layer.remove()
      // A friend has a phone of their own, and comes by a card in a chat.
      open(`?phone=friend&scene=1007#/${path.replace(/^\//, '')}`, '_blank')
    }),
  )
  box.append(create('h2', '', words.heading), card, footer)
}
