/** Just enough XML for COS's answers: elements without attributes, and entities. */

/** The text of the first element of a name; empty where there is none. */
export function xmlText(xml: string, name: string): string {
  const found = element(name).exec(xml)
  return decodeEntities((found && found[1]) || '')
}

/** Each element of a name with its tags, in order, not decoded. */
export function xmlElements(xml: string, name: string): string[] {
  return xml.match(element(name, 'g')) || []
}

function element(name: string, flags?: string): RegExp {
  return new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([^]*?)</${name}>)`, flags)
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  return text.replace(/&(#?)(x?)(\w+);/gi, (entity, numeric: string, hex: string, name: string) => {
    const code = numeric ? parseInt(name, hex ? 16 : 10) : NaN
    return code <= 0x10ffff ? String.fromCodePoint(code) : NAMED[name] || entity
  })
}
