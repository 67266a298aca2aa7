/** Just enough XML for COS's answers: elements without attributes, and entities. Image processing may answer JSON. */

/** The text of the first element, or of the first JSON field, of a name; empty where there is none. */
export function xmlText(text: string, name: string): string {
  const [, element, field = ''] = new RegExp(`<${name}>([^<]*)|"${name}": ?"([^"]*)`, 'i').exec(text) || []
  return decodeEntities(element || field)
}

/** The text of the first element of a name where COS was asked to URL-encode it: XML cannot express every key. */
export function xmlUrlText(xml: string, name: string): string {
  const text = xmlText(xml, name)
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch {
    return text
  }
}

/** Each element of a name: what begins with it. */
export function xmlElements(xml: string, name: string): string[] {
  return xml.split(`<${name}>`).slice(1)
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function decodeEntities(text: string): string {
  return text.replace(/&(#?)(\w+);/g, (entity, isNumber: string, name: string) =>
    isNumber ? String.fromCharCode(Number(`0${name}`)) : NAMED[name] || entity,
  )
}
