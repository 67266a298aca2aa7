import { redact } from '../errors/redact'
import { canonicalPairs, httpString, stringToSign } from '../signature/signature'
import type { ResolvedRequest } from './resolve'
import { xmlText } from './xml'

/**
 * Compares what was signed with what COS says that it signed, line by line, and names what arrived otherwise.
 * @param signedUrl - tells what was signed, and for which time: a backend may sign less than was asked for
 * @param body - COS's error document, with a `FormatString` and a `StringToSign`, or without
 */
export function describeMismatch(request: ResolvedRequest, signedUrl: string, body: string): string {
  const signed = signedLines(request, signedUrl)
  const format = xmlText(body, 'FormatString')
  const toSign = xmlText(body, 'StringToSign')
  const differing = (format ? lineDifferences(signed, parseLines(format)) : []).concat(
    toSign ? timeDifferences(signatureField(signedUrl, 'q-sign-time'), toSign) : [],
  )
  if (differing.length > 0) return `Check what arrives otherwise than it was signed: ${differing.join(', ')}.`
  if (format || (toSign && includesHash(toSign, signed))) {
    return 'All lines are equal as far as COS shows them: the cause is something that it does not show.'
  }
  return `COS does not show what arrived. Each of these has to arrive as it was signed: ${namesOf(signed).join(', ')}.`
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
  return pairs
    .split('&')
    .filter((pair) => names.includes(nameOf(pair)))
    .join('&')
}

/** One of the fields that make up the signature in a URL, where each is encoded once more. */
function signatureField(signedUrl: string, name: string): string | undefined {
  const [, value] = new RegExp(`[?&]${name}=([^&]*)`).exec(signedUrl) || []
  return value === undefined ? undefined : decode(value)
}

/** `put\n/a.jpg\n\nhost=…\n`: the path is the only line that may hold line breaks itself. */
function parseLines(format: string): Lines {
  const [method = '', ...rest] = format.replace(/\r?\n$/, '').split(/\r?\n/)
  const [parameters = '', headers = ''] = rest.slice(-2)
  return { method, path: rest.slice(0, -2).join('\n'), parameters, headers }
}

function lineDifferences(signed: Lines, arrived: Lines): string[] {
  const differing: string[] = []
  if (signed.method !== arrived.method) differing.push(difference('the method', signed.method, arrived.method))
  if (!isSame(signed.path, arrived.path)) differing.push(difference('the path', signed.path, arrived.path))
  return differing.concat(
    pairDifferences(parsePairs(signed.parameters), parsePairs(arrived.parameters)),
    pairDifferences(parsePairs(signed.headers), parsePairs(arrived.headers)),
  )
}

type Pairs = ReadonlyMap<string, string>

function parsePairs(line: string): Pairs {
  const pairs = line.split('&').filter(Boolean)
  return new Map(pairs.map((pair): [string, string] => [nameOf(pair), pair.slice(nameOf(pair).length + 1)]))
}

function nameOf(pair: string): string {
  return pair.replace(/=.*/, '')
}

/** Values that are shown: of all others nobody knows whether they are secret. */
const SHOWN = ['host', 'content-type']

function pairDifferences(signed: Pairs, arrived: Pairs): string[] {
  const differing: string[] = []
  for (const [name, value] of signed) {
    const other = arrived.get(name)
    if (other === undefined) differing.push(`${name} (did not arrive)`)
    else if (!isSame(value, other)) differing.push(SHOWN.includes(name) ? difference(name, value, other) : name)
  }
  return differing
}

function difference(name: string, signed: string, arrived: string): string {
  return `${name} (signed '${redact(decode(signed))}', arrived '${redact(decode(arrived))}')`
}

/** `%2f` is `%2F`. */
function isSame(signed: string, arrived: string): boolean {
  return signed === arrived || decode(signed) === decode(arrived)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `sha1\n1700000000;1700000900\n…\n`: the second line is the time for which it was signed. */
function timeDifferences(keyTime: string | undefined, toSign: string): string[] {
  const [, arrived] = toSign.split(/\r?\n/)
  return keyTime !== undefined && arrived !== keyTime ? ['q-sign-time'] : []
}

/** Whether COS has signed the same lines, though it does not show them. */
function includesHash(toSign: string, { method, path, parameters, headers }: Lines): boolean {
  const [, , hash = ''] = stringToSign('', httpString(method, path, parameters, headers)).split('\n')
  return toSign.includes(hash)
}

function namesOf({ parameters, headers }: Lines): string[] {
  return ['the method', 'the path', ...parsePairs(parameters).keys(), ...parsePairs(headers).keys()]
}
