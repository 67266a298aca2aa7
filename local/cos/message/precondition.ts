import type { Headers } from './headers'
import type { StoredObject } from '../catalog/objects'
import { preconditionFailed } from './rejection'

/** A condition that may stand before `if-match` and its three siblings, such as `x-cos-copy-source-`. */
type Prefix = '' | 'x-cos-copy-source-'

/**
 * Judges the `If-*` headers, in the order of RFC 9110 section 13.2.2.
 * @throws {Rejection} `PreconditionFailed`
 */
export function checkPreconditions(
  headers: Headers,
  object: Pick<StoredObject, 'etag' | 'lastModified'>,
  prefix: Prefix = '',
): 'proceed' | 'not-modified' {
  const header = (name: string) => headers.get(`${prefix}${name}`)
  const match = header('if-match')
  const unmodifiedSince = header('if-unmodified-since')
  if (match === undefined ? isModifiedSince(object, unmodifiedSince) : !tagMatches(object, match)) {
    throw preconditionFailed()
  }
  const noneMatch = header('if-none-match')
  const modifiedSince = header('if-modified-since')
  const unchanged =
    noneMatch === undefined ? isModifiedSince(object, modifiedSince) === false : tagMatches(object, noneMatch)
  return unchanged ? 'not-modified' : 'proceed'
}

/**
 * Whether a `Range` counts, as `If-Range` has it: not where the object is another than the one of which the client has a
 * part already. Weak tags never match.
 */
export function isRangeWanted(headers: Headers, { etag, lastModified }: Pick<StoredObject, 'etag' | 'lastModified'>) {
  const condition = headers.get('if-range')
  if (condition === undefined) return true
  return condition.startsWith('"') ? condition === etag : Date.parse(condition) === wholeSeconds(lastModified)
}

function tagMatches({ etag }: Pick<StoredObject, 'etag'>, header: string): boolean {
  const wanted = header.split(',').map((tag) => unquoted(tag.trim().replace(/^W\//, '')))
  return wanted.includes('*') || wanted.includes(unquoted(etag))
}

function unquoted(tag: string): string {
  return tag.replace(/^"|"$/g, '')
}

/** `undefined` where there is no date to compare with. */
function isModifiedSince({ lastModified }: Pick<StoredObject, 'lastModified'>, date?: string): boolean | undefined {
  const since = Date.parse(date ?? '')
  return Number.isNaN(since) ? undefined : wholeSeconds(lastModified) > since
}

/** As dates in headers have them. */
function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000
}
