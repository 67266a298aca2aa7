type Shape = Readonly<Record<string, 'string' | 'number' | 'object' | 'strings' | 'pieces'>>

/** Whether `value` is an object with such fields: the check of what comes back from a storage. */
export function hasFields(value: unknown, shape: Shape): value is object {
  if (typeof value !== 'object' || value === null) return false
  const found = new Map<string, unknown>(Object.entries(value))
  return Object.entries(shape).every(([name, type]) => isA(type, found.get(name)))
}

function isA(type: Shape[string], value: unknown): boolean {
  if (type === 'strings') return Array.isArray(value) && value.every((item) => typeof item === 'string')
  if (type === 'pieces') return Array.isArray(value) && value.every((item) => hasFields(item, PIECE))
  return typeof value === type && value !== null
}

const PIECE = { blob: 'string', size: 'number' } as const
