import { redact } from '../errors/redact'
import { canonicalPairs, httpString, stringToSign } from '../signature/signature'
import type { ResolvedRequest } from './resolve'
import { xmlText } from './xml'

/**
 * Compares what was signed with what COS says that it signed, line by line, and names what arrived otherwise.
 * @param signedUrl - tells what was signed: a backend may sign less than was asked for
 * @param body - COS's error document: its `FormatString` has the lines, its `StringToSign` their hash
 */
export function describeMismatch(request: ResolvedRequest, signedUrl: string, body: string): string {
  const signed = signedLines(request, signedUrl)
  const format = xmlText(body, 'FormatString')
  const toSign = xmlText(body, 'StringToSign')
  const differing = format ? differences(signed, parseLines(format)) : []
  if (differing.length > 0) return `Check what arrives otherwise than it was signed: ${differing.join(', ')}.`
  if (format || toSign.includes(hashOf(signed))) {
    return 'All lines are equal as far as COS shows them: the cause is something that it does not show.'
  }
  const names = [...itemsOf(signed).keys()].join(', ')
  return `COS does not show what arrived. Each of these has to arrive as it was signed: ${names}.`
}

/** The lines of an `HttpString`. */
interface Lines {
  readonly method: string
  readonly path: string
  readonly parameters: string
  readonly headers: string
}

function signedLines({ Method, Key, Query, Headers }: ResolvedRequest, signedUrl: string): Lines {
  return {
    method: Method.toLowerCase(),
    path: `/${Key}`,
    parameters: listed(canonicalPairs(Query).text, signatureField(signedUrl, 'q-url-param-list')),
    headers: listed(canonicalPairs(Headers).text, signatureField(signedUrl, 'q-header-list')),
  }
}

/** The pairs whose names are on a list; all of them, where there is none. */
function listed(pairs: string, list: string | undefined): string {
  if (list === undefined) return pairs
  const names = list.split(';')
  const isListed = (pair: string) => names.includes(nameOf(pair))
  return pairs.split('&').filter(isListed).join('&')
}

/** One of the fields that make up the signature in a URL, where each is encoded once more. */
function signatureField(signedUrl: string, name: string): string | undefined {
  const [, value] = new RegExp(`[?&]${name}=([^&]*)`).exec(signedUrl) || []
  return value === undefined ? undefined : decode(value)
}

/** `put\n/a.jpg\n\nhost=…\n`: the path is the only line that may hold line breaks itself. */
function parseLines(format: string): Lines {
  const [method = '', ...rest] = format.replace(/\r?\n$/, '').split(/\r?\n/)
  const [parameters = '', headers = ''] = rest.splice(-2)
  return { method, path: rest.join('\n'), parameters, headers }
}

/** All that can differ, by its name; decoded, since `%2f` is `%2F`. */
function itemsOf({ method, path, parameters, headers }: Lines): Map<string, string> {
  const items = new Map([
    ['the method', method],
    ['the path', path],
  ])
  const add = (kind: string) => (pair: string) => {
    if (pair) items.set(`${kind} ${nameOf(pair)}`, decode(pair.slice(nameOf(pair).length + 1)))
  }
  parameters.split('&').forEach(add('the parameter'))
  headers.split('&').forEach(add('the header'))
  return items
}

function nameOf(pair: string): string {
  return pair.replace(/=.*/, '')
}

/** Values that are shown: of all others nobody knows whether they are secret. */
const SHOWN = ['the method', 'the path', 'the header host', 'the header content-type']

function differences(signed: Lines, arrived: Lines): string[] {
  const arrivedItems = itemsOf(arrived)
  const differing: string[] = []
  for (const [name, value] of itemsOf(signed)) {
    const other = arrivedItems.get(name)
    if (other === undefined) differing.push(`${name} (did not arrive)`)
    else if (value !== other) differing.push(name + (SHOWN.includes(name) ? valuesOf(value, other) : ''))
  }
  return differing
}

function valuesOf(signed: string, arrived: string): string {
  return ` (signed '${redact(signed)}', arrived '${redact(arrived)}')`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Part of the `StringToSign`: it tells whether COS has signed the same lines, though it does not show them. */
function hashOf({ method, path, parameters, headers }: Lines): string {
  const [, , hash = ''] = stringToSign('', httpString(method, path, parameters, headers)).split('\n')
  return hash
}
