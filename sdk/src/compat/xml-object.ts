import { decodeEntities } from '../request/xml'

/** What an element becomes: text, or an object of its children; what occurs several times becomes a list. */
export type XmlValue = string | XmlObject | XmlValue[]
/** Elements by name. */
export interface XmlObject {
  [name: string]: XmlValue
}

/** Text, and the tag behind it: `a.jpg</Key>`, `<Owner>`, `<Prefix/>`. COS writes neither attributes nor comments. */
const TEXT_AND_TAG = /([^<]*)<(\/?)([\w-]+)[^>]*?(\/?)>/g

/** XML as the official SDK gives it; `{}` for what is none. */
export function xmlToObject(xml: string): XmlObject {
  const root: XmlObject = {}
  const parents: XmlObject[] = []
  let current = root
  const take = (_: string, text: string, end: string, name: string, empty: string) => {
    if (end) {
      const value = Object.keys(current).length > 0 ? current : decodeEntities(text)
      current = parents.pop() || root
      add(current, name, value)
    } else if (empty) add(current, name, '')
    else {
      parents.push(current)
      current = {}
    }
    return ''
  }
  xml.replace(TEXT_AND_TAG, take)
  return root
}

function add(parent: XmlObject, name: string, value: XmlValue): void {
  const before = parent[name]
  parent[name] = before === undefined ? value : listOf(before).concat([value])
}

/** An element that may occur any number of times, as a list. */
export function listOf(value: XmlValue | undefined): XmlValue[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value]
}
