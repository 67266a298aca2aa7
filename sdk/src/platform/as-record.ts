/** Something from outside, by the names of its fields: nothing is known of their contents. */
export type UnknownRecord = Readonly<Record<string, unknown>>

/** The fields of whatever came; none where that has none. */
export function asRecord(value: unknown): UnknownRecord {
  return Object.assign({}, value)
}

/** Text or a number as text; empty for anything else. */
export function asText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
