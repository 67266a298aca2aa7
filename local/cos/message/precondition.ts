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
  // Dates in headers have whole seconds.
  return Number.isNaN(since) ? undefined : Math.floor(lastModified / 1000) * 1000 > since
}
