/** Just enough XML for COS's answers: elements without attributes, and entities. */

/** The text of the first element of a name; `undefined` where there is none. */
export function xmlText(xml: string, name: string): string | undefined {
  const element = xmlElements(xml, name)[0]
  return element === undefined ? undefined : decodeEntities(element)
}

/** What stands inside each element of a name, in order, not decoded. */
export function xmlElements(xml: string, name: string): string[] {
  const pattern = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>([^]*?)</${name}>)`, 'g')
  const found: string[] = []
  for (let match = pattern.exec(xml); match; match = pattern.exec(xml)) found.push(match[1] ?? '')
  return found
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (entity, decimal?: string, hex?: string, name?: string) => {
    if (name) return NAMED[name] ?? entity
    return String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex ?? '', 16))
  })
}
