import type { Method } from 'cos-miniprogram'

export interface RandomRequest {
  Method: Method
  Key: string
  Query: Record<string, string>
  Headers: Record<string, string>
}

const METHODS: readonly Method[] = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE']
const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
const OTHERS = ['é', '中', '文', '照', '片', 'ÿ', '\u07ff', '\u0800', '\ufffd', '😀', '🇨🇳', '\u0300']
const CHARACTERS = [...ASCII, ...ASCII, ...OTHERS]
/** Those that the official SDKs sign: they leave out what they do not know. */
const HEADERS = ['cache-control', 'Content-Disposition', 'content-type', 'Range', 'x-cos-acl', 'X-Cos-Storage-Class']
const PARAMETERS = ['imageMogr2/thumbnail/200x/', 'response-content-type', 'a-b', 'a/c', 'versionId', 'uploads', 'A']

/** A request that both we and the official SDKs can sign. `random` gives 0 to 1. */
export function randomRequest(random: () => number): RandomRequest {
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <Item>(items: readonly Item[], fallback: Item) => items[below(items.length)] ?? fallback
  const text = (length: number) => Array.from({ length }, () => pick(CHARACTERS, 'a')).join('')
  const record = (names: readonly string[], value: () => string) => {
    const chosen = new Map(names.map((name) => [name.toLowerCase(), name]))
    return Object.fromEntries([...chosen.values()].map((name) => [name, value()]))
  }
  const parameter = () => (random() < 0.5 ? pick(PARAMETERS, 'a') : text(1 + below(6)))
  return {
    Method: pick(METHODS, 'GET'),
    Key: keyOf(text(1 + below(40))),
    Query: record(Array.from({ length: below(5) }, parameter), () => text(below(8))),
    Headers: record(
      HEADERS.filter(() => random() < 0.3),
      () => `v${text(below(12))}v`,
    ),
  }
}

/** Without what is refused. */
function keyOf(text: string): string {
  return 'k' + text.replace(/\/\.+(?=\/|$)/g, '/x')
}
