import assert from 'node:assert/strict'

/** One of a list of the page's data, which has to be there. */
export function firstOf(list: unknown): Record<string, unknown> {
  assert(Array.isArray(list) && list.length > 0, 'the list is empty')
  return Object(list[0])
}

/** A list with something in it. */
export function isFilled(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0
}
