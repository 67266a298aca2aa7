import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { malformedXml } from './rejection'

/** What an element holds: text, elements by name, or the same element several times. `undefined` leaves it out. */
export type XmlValue = string | number | boolean | undefined | { [name: string]: XmlValue } | readonly XmlValue[]

/** A document as COS writes it. */
export function writeXml(root: string, value: XmlValue): Uint8Array {
  return Buffer.from(`<?xml version='1.0' encoding='utf-8' ?>\n${element(root, value)}`)
}

function element(name: string, value: XmlValue): string {
  if (value === undefined) return ''
  if (isList(value)) return value.map((item) => element(name, item)).join('')
  if (typeof value !== 'object') return value === '' ? `<${name}/>` : `<${name}>${escape(String(value))}</${name}>`
  const inner = Object.entries(value).map(([child, childValue]) => element(child, childValue))
  return `<${name}>${inner.join('')}</${name}>`
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
}

function escape(text: string): string {
  // XML 1.0 has no way at all to write most control characters.
  const allowed = text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '')
  return allowed.replace(/[<>&"'\r]/g, (char) => ENTITIES[char] ?? char)
}

// "HTML entities" turns numeric references on; of those with names, `hasGoodReferences` lets through XML's five.
const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreAttributes: true, htmlEntities: true })

/** Reads a document whose root is `root`; whatever else it is, is `MalformedXML`. */
export function readXml(bytes: Uint8Array, root: string): Readonly<Record<string, unknown>> {
  const text = Buffer.from(bytes).toString('utf8')
  // Nothing that COS takes has a document type, and entities are how XML is made to explode.
  if (/<!DOCTYPE/i.test(text) || XMLValidator.validate(text) !== true || !hasGoodReferences(text)) throw malformedXml()
  const document = parse(text)
  const element = isRecord(document) && Object.hasOwn(document, root) ? document[root] : undefined
  if (!isRecord(element)) throw malformedXml()
  return element
}

const LITERAL_OR_REFERENCE = /<!\[CDATA\[.*?\]\]>|<!--.*?-->|&([^;&<]*;?)/gs

/** Whether each reference to a character is to one that XML has. */
function hasGoodReferences(text: string): boolean {
  return [...text.matchAll(LITERAL_OR_REFERENCE)].every(([, reference]) => {
    if (reference === undefined) return true
    const [, decimal, hex] = /^#(?:(\d+)|x([0-9a-f]+));$/i.exec(reference) ?? []
    if (decimal === undefined && hex === undefined) return /^(?:lt|gt|amp|quot|apos);$/.test(reference)
    return isXmlCharacter(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal))
  })
}

/** https://www.w3.org/TR/xml/#charsets */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return [0x9, 0xa, 0xd].includes(code)
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
}

/** The parser throws on names such as `__proto__`. */
function parse(text: string): unknown {
  try {
    return parser.parse(text)
  } catch {
    throw malformedXml()
  }
}

/** The children of that name, however many there are. */
export function children(parent: Readonly<Record<string, unknown>>, name: string): Readonly<Record<string, unknown>>[] {
  const found = Object.hasOwn(parent, name) ? parent[name] : []
  return (Array.isArray(found) ? found : [found]).map((child) => {
    if (!isRecord(child)) throw malformedXml()
    return child
  })
}

/** The one child of that name, which holds others. */
export function childRecord(
  parent: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, unknown>> {
  const [child, another] = children(parent, name)
  if (!child || another) throw malformedXml()
  return child
}

/** The text of the one child of that name. */
export function childText(parent: Readonly<Record<string, unknown>>, name: string): string {
  const found = Object.hasOwn(parent, name) ? parent[name] : undefined
  if (typeof found !== 'string') throw malformedXml()
  return found
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
