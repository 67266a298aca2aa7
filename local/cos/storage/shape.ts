/** Whether `value` is an object whose fields have these `typeof`s: the check of what comes back from a storage. */
export function hasFields(value: unknown, fields: Readonly<Record<string, 'string' | 'number' | 'object'>>): boolean {
  if (typeof value !== 'object' || value === null) return false
  const found = new Map<string, unknown>(Object.entries(value))
  return Object.entries(fields).every(([name, type]) => typeof found.get(name) === type)
}
