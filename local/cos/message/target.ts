import { urlEncode } from './encode'
import { invalidArgument, invalidUri } from './rejection'

/** The request target, decoded exactly once: `/a/../b` and `//a` stay what they are. */
export interface Target {
  /** What a signature covers: as sent, decoded; `/` for the bucket itself. */
  path: string
  /** The object key; empty for the bucket itself. */
  key: string
  /** As on the wire, without the query. */
  rawPath: string
  parameters: Parameters
}

/** A query parameter, decoded. */
export interface Parameter {
  name: string
  value: string
}

/** How a name is written in `q-url-param-list`: encoded, then in lower case. */
export function parameterId(name: string): string {
  return urlEncode(name).toLowerCase()
}

/** The query. Names are found in whatever case; no name comes twice, so that what is verified is what is used. */
export class Parameters {
  private readonly byId: ReadonlyMap<string, Parameter>

  constructor(list: Iterable<Parameter>) {
    const byId = new Map<string, Parameter>()
    for (const parameter of list) {
      const id = parameterId(parameter.name)
      if (byId.has(id)) throw invalidArgument('A query parameter is given twice.')
      byId.set(id, parameter)
    }
    this.byId = byId
  }

  /** The value; empty where the name stands alone; `undefined` where the name is missing. */
  get(name: string): string | undefined {
    return this.byId.get(parameterId(name))?.value
  }

  has(name: string): boolean {
    return this.byId.has(parameterId(name))
  }

  /** The names as `parameterId` writes them. */
  ids(): Iterable<string> {
    return this.byId.keys()
  }

  /** The names as they were sent, decoded. */
  names(): string[] {
    return [...this.byId.values()].map((parameter) => parameter.name)
  }

  /** By the name as `parameterId` writes it. */
  byEncodedName(id: string): Parameter | undefined {
    return this.byId.get(id)
  }
}

/** Splits a target by hand: `new URL` folds `/../` and takes `//x` for a host. */
export function parseTarget(raw: string): Target {
  if (!raw.startsWith('/')) throw invalidUri()
  const question = raw.indexOf('?')
  const rawPath = question < 0 ? raw : raw.slice(0, question)
  const query = question < 0 ? '' : raw.slice(question + 1)
  // COS reads a bare `+` in the path as a space.
  const path = decode(rawPath.replaceAll('+', ' '))
  const key = keyOf(path)
  return { path: key === '' ? '/' : path, key, rawPath, parameters: new Parameters(parseQuery(query)) }
}

/**
 * The object key in a path. COS takes `/./` for `/`, and a path that is nothing else for the bucket itself: its official
 * SDKs refuse to read such keys, since they would get a listing.
 */
export function keyOf(path: string): string {
  const key = path.replace(/\/(?:\.\/)+/g, '/').slice(1)
  return /^\/*$/.test(key) ? '' : key
}

function parseQuery(query: string): Parameter[] {
  // By `&` alone: `q-sign-time` may carry a bare `;`.
  const pairs = query.split('&').filter((pair) => pair !== '')
  return pairs.map((pair) => {
    const equals = pair.indexOf('=')
    if (equals < 0) return { name: decode(pair), value: '' }
    return { name: decode(pair.slice(0, equals)), value: decode(pair.slice(equals + 1)) }
  })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidUri()
  }
}
