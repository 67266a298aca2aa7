import type { OpenPage } from './page'

type Handler = (event: object) => unknown

/** What a tap on the button of this text calls, in the page as its framework has made it. */
export function tapHandler(page: OpenPage, wxml: string, text: string): Handler | undefined {
  return templateHandler(page, wxml, text) ?? taroHandler(page, text)
}

/** Native, mpx and uni-app: the template names a method, or where in the data its name stands. */
function templateHandler(page: OpenPage, wxml: string, text: string): Handler | undefined {
  const [, attributes = ''] = new RegExp(`<button([^>]*)>\\s*${text}\\s*</button>`).exec(wxml) ?? []
  const [, given = ''] = /\bbind:?tap="([^"]*)"/.exec(attributes) ?? []
  const [, field] = /^\{\{(\w+)\}\}$/.exec(given) ?? []
  const name = field === undefined ? given : String(page.data[field])
  const method = page[name]
  return typeof method === 'function' ? (event) => Reflect.apply(method, page, [event]) : undefined
}

/** Of a tree that Taro keeps in the data: an element with children, or a text. */
interface TaroNode {
  sid?: string
  cn?: Record<string, TaroNode>
  v?: string
}

/** Taro: one template draws a tree that lies in the data, and one method takes all events, by the id of the element. */
function taroHandler(page: OpenPage, text: string): Handler | undefined {
  const { eh, data } = page
  const button = findParent(data.root as TaroNode | undefined, text)
  if (!button || typeof eh !== 'function') return undefined
  const target = { id: button.sid, dataset: { sid: button.sid } }
  return (event) => Reflect.apply(eh, page, [{ ...event, target, currentTarget: target }])
}

function findParent(node: TaroNode | undefined, text: string): TaroNode | undefined {
  const children = Object.values(node?.cn ?? {})
  if (children.some(({ v }) => v === text)) return node
  for (const child of children) {
    const found = findParent(child, text)
    if (found) return found
  }
  return undefined
}
