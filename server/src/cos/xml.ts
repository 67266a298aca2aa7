import { XMLParser } from 'fast-xml-parser'

const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: true })

/** The root element of that name; `undefined` where the document is none. */
export function elementsOf(document: string, root: string): unknown {
  try {
    const parsed: unknown = parser.parse(document)
    return childOf(parsed, root)
  } catch {
    return undefined
  }
}

/** All child elements of that name. */
export function childrenOf(element: unknown, name: string): readonly unknown[] {
  const child = childOf(element, name)
  return child === undefined ? [] : [child].flat()
}

/** The text of the child of that name; empty where there is none. */
export function textAt(element: unknown, name: string): string {
  const child = childOf(element, name)
  return typeof child === 'string' ? child : ''
}

const childOf = (element: unknown, name: string): unknown =>
  typeof element === 'object' && element !== null && Object.hasOwn(element, name)
    ? (element as Readonly<Record<string, unknown>>)[name]
    : undefined
