/** Names and values, neither encoded nor sorted. */
export type Pairs = readonly (readonly [name: string, value: string])[]

/** `Object.fromEntries`, which phones of 2019 lack. */
export function toRecord(pairs: Pairs): Record<string, string> {
  const record: Record<string, string> = {}
  for (const [name, value] of pairs) record[name] = value
  return record
}
