import type { Headers } from '../message/headers'
import { accessDenied } from '../message/rejection'
import type { Parameters } from '../message/target'

/** The seven `q-` fields of a signature, and the token beside them. */
export interface Authorization {
  from: 'header' | 'query'
  algorithm: string
  secretId: string
  /** As sent: `start;end`. */
  signTime: string
  keyTime: string
  headerList: readonly string[]
  urlParamList: readonly string[]
  signature: string
  /** Of a temporary key. */
  securityToken?: string
}

const FIELDS = [
  'q-sign-algorithm',
  'q-ak',
  'q-sign-time',
  'q-key-time',
  'q-header-list',
  'q-url-param-list',
  'q-signature',
] as const

/** The parameters that carry a signature in the query, and so cannot be covered by it. */
export const SIGNATURE_PARAMETERS: readonly string[] = [...FIELDS, 'sign']

/** Where the token is looked for, in headers and in the query. */
export const TOKEN_NAMES = ['x-cos-security-token', 'x-ci-security-token'] as const

/** The signature of a request: in the header, in the query, or none. */
export function readAuthorization(headers: Headers, parameters: Parameters): Authorization | undefined {
  const header = headers.get('authorization')
  if (header) return fromText(header, 'header', findToken(headers, parameters))
  const token = findToken(parameters, headers)
  const sign = parameters.get('sign')
  if (sign) return fromText(sign, 'query', token)
  if (!parameters.has('q-signature')) return undefined
  return fromFields((name) => parameters.get(name), 'query', token)
}

/** Reads `q-sign-algorithm=sha1&q-ak=…`, as the `Authorization` header has it. */
export function fromText(text: string, from: Authorization['from'], token: string | undefined): Authorization {
  const fields = new Map<string, string>()
  for (const pair of text.split('&')) {
    const equals = pair.indexOf('=')
    const name = pair.slice(0, Math.max(equals, 0))
    if (fields.has(name)) throw accessDenied()
    fields.set(name, pair.slice(equals + 1))
  }
  return fromFields((name) => fields.get(name), from, token)
}

/** Puts the fields together, wherever they come from. */
export function fromFields(
  find: (name: string) => string | undefined,
  from: Authorization['from'],
  token: string | undefined,
): Authorization {
  const field = (name: (typeof FIELDS)[number]) => {
    const value = find(name)
    if (value === undefined) throw accessDenied()
    return value
  }
  return {
    from,
    algorithm: field('q-sign-algorithm'),
    secretId: field('q-ak'),
    signTime: field('q-sign-time'),
    keyTime: field('q-key-time'),
    headerList: list(field('q-header-list')),
    urlParamList: list(field('q-url-param-list')),
    signature: field('q-signature'),
    ...(token ? { securityToken: token } : {}),
  }
}

function findToken(...places: readonly { get(name: string): string | undefined }[]): string | undefined {
  return TOKEN_NAMES.flatMap((name) => places.map((place) => place.get(name))).find((token) => token)
}

function list(text: string): string[] {
  return text === '' ? [] : text.split(';')
}
