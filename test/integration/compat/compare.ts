import type { Ending } from './set-up'

/** What differs from one request to the next, whoever sends it. */
const CHANGING =
  /(^|\.)(RequestId|TraceId|ServerTime|UploadId|NextUploadIdMarker|TaskId|LastModified|Initiated|date|last-modified|x-cos-request-id)$/

/** A field of a result or of an error that is not the same in both. */
export interface Difference {
  path: string
  /** Who alone has it. */
  only?: 'official' | 'compat'
  official?: unknown
  compat?: unknown
}

/** What is not the same, field by field; of what changes by itself, whether it is there. */
export function differencesOf(official: Ending, compat: Ending): Difference[] {
  const [one, other] = [fieldsOf(official), fieldsOf(compat)]
  const paths = Array.from(new Set([...one.keys(), ...other.keys()]))
  return paths
    .filter((path) => one.get(path) !== other.get(path))
    .map((path) => {
      if (!other.has(path)) return { path, only: 'official', official: one.get(path) }
      if (!one.has(path)) return { path, only: 'compat', compat: other.get(path) }
      return { path, official: one.get(path), compat: other.get(path) }
    })
}

/** All leaves by their paths, such as `data.headers.etag`. */
function fieldsOf(value: unknown, path = '', fields = new Map<string, unknown>()): Map<string, unknown> {
  if (value === undefined) return fields
  if (value instanceof ArrayBuffer) return fields.set(path, `bytes ${Buffer.from(value).toString('hex')}`)
  if (typeof value !== 'object' || value === null) {
    return fields.set(path, CHANGING.test(path) ? `some ${typeof value}` : value)
  }
  const entries = Object.entries(value)
  if (entries.length === 0) fields.set(path, Array.isArray(value) ? 'an empty list' : 'an empty object')
  for (const [name, field] of entries) fieldsOf(field, path ? `${path}.${name}` : name, fields)
  return fields
}
