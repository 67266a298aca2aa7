/** Just enough XML for COS's answers: elements without attributes, and entities. Image processing may answer JSON. */

import { urlDecode } from '../signature/encoding'

/** The text of the first element, or of the first JSON field, of a name; empty where there is none. */
export function xmlText(text: string, name: string): string {
  const [, element, field = '', number = ''] =
    new RegExp(`<${name}>([^<]*)|"${name}": ?(?:"([^"]*)|(-?\\d+))`, 'i').exec(text) || []
  return decodeEntities(element || field || number)
}

/** The text of the first element of a name where COS was asked to URL-encode it: XML cannot express every key. */
export function xmlUrlText(xml: string, name: string): string {
  return urlDecode(xmlText(xml, name).replace(/\+/g, ' '))
}

/** Each element of a name: what begins with it. */
export function xmlElements(xml: string, name: string): string[] {
  return xml.split(`<${name}>`).slice(1)
}

const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/** `&lt;`, `&#60;`, `&#x3C;`; anything else stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#?)(\w+);/g, (entity, isNumber: string, name: string) =>
    isNumber ? characterOf(Number(`0${name}`), entity) : NAMED.get(name) || entity,
  )
}

/** The highest code point of Unicode. */
const MAX_CODE_POINT = 0x10ffff

function characterOf(codePoint: number, otherwise: string): string {
  return codePoint <= MAX_CODE_POINT ? String.fromCodePoint(codePoint) : otherwise
}
