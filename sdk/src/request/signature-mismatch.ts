import { redact } from '../errors/redact'
import { urlDecode } from '../signature/encoding'
import { canonicalPairs, httpString, stringToSign } from '../signature/signature'
import type { StringMap } from '../signature/string-map'
import type { ResolvedRequest } from './resolve'
import { xmlText } from './xml'

/**
 * Compares what was signed with what COS says that it signed, line by line, and names what arrived otherwise.
 * @param signedUrl - tells what was signed: a backend may sign less than was asked for
 * @param body - COS's error document: its `FormatString` has the lines, its `StringToSign` their hash
 */
export function describeMismatch(request: ResolvedRequest, signedUrl: string, body: string): string {
  const signed = signedLines(request, signedUrl)
  const arrived = xmlText(body, 'FormatString')
  const differing = arrived ? differences(itemsOf(signed), itemsOf(arrived)) : []
  if (differing.length > 0) return `Check what arrives otherwise than it was signed: ${differing.join(', ')}.`
  if (arrived || xmlText(body, 'StringToSign').includes(hashOf(signed))) {
    return 'All lines are equal as far as COS shows them: the cause is something that it does not show.'
  }
  const names = Object.keys(itemsOf(signed)).join(', ')
  return `COS does not show what arrived. Each of these has to arrive as it was signed: ${names}.`
}

/** The `HttpString`. */
function signedLines({ Method, Key, Query, Headers }: ResolvedRequest, signedUrl: string): string {
  const parameters = listed(canonicalPairs(Query).text, signedUrl, 'q-url-param-list')
  return httpString(Method, `/${Key}`, parameters, listed(canonicalPairs(Headers).text, signedUrl, 'q-header-list'))
}

/** The pairs whose names are on a list in the URL, where each list is encoded once more; all of them, where there is none. */
function listed(pairs: string, signedUrl: string, listName: string): string {
  const [, list] = new RegExp(`[?&]${listName}=([^&]*)`).exec(signedUrl) || []
  if (list === undefined) return pairs
  const names = urlDecode(list).split(';')
  const isListed = (pair: string) => names.includes(nameOf(pair))
  return pairs.split('&').filter(isListed).join('&')
}

/**
 * All that can differ, by its name; decoded, since `%2f` is `%2F`.
 * @param lines - `put\n/a.jpg\n\nhost=…\n`: the path is the only line that may hold line breaks itself
 */
function itemsOf(lines: string): StringMap {
  const [method = '', ...path] = lines.replace(/\r?\n$/, '').split(/\r?\n/)
  const [parameters = '', headers = ''] = path.splice(-2)
  const items: Record<string, string> = { 'the method': method, 'the path': path.join('\n') }
  const add = (kind: string, pairs: string) =>
    pairs.split('&').forEach((pair) => {
      if (pair) items[`${kind} ${nameOf(pair)}`] = urlDecode(pair.slice(nameOf(pair).length + 1))
    })
  add('the parameter', parameters)
  add('the header', headers)
  return items
}

function nameOf(pair: string): string {
  return pair.replace(/=.*/, '')
}

/** Values that are shown: of all others nobody knows whether they are secret. */
const SHOWN = /^the (method|path|header (host|content-type))$/

function differences(signed: StringMap, arrived: StringMap): string[] {
  return Object.keys(signed)
    .filter((name) => signed[name] !== arrived[name])
    .map((name) => {
      if (arrived[name] === undefined) return `${name} (did not arrive)`
      return SHOWN.test(name) ? `${name} (signed '${redact(signed[name])}', arrived '${redact(arrived[name])}')` : name
    })
}

/** Part of the `StringToSign`: it tells whether COS has signed the same lines, though it does not show them. */
function hashOf(lines: string): string {
  const [, , hash = ''] = stringToSign('', lines).split('\n')
  return hash
}
