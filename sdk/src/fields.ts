/** Something from outside, by the names of its fields: nothing is known of their contents. */
export type Fields = Readonly<Record<string, unknown>>

/** The fields of whatever came; none where that has none. */
export function fieldsOf(value: unknown): Fields {
  return Object.assign({}, value)
}
