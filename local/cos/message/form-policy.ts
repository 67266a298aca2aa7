import { accessDenied, Rejection } from './rejection'

/** How many bytes the file may have. */
export interface SizeRange {
  min: number
  max: number
}

/**
 * Checks the fields of a form against the policy that was signed with it.
 * https://www.tencentcloud.com/document/product/436/14690
 * @throws {Rejection} `InvalidPolicyDocument`, `AccessDenied`
 */
export function checkFormPolicy(
  text: string,
  fields: ReadonlyMap<string, string>,
  { now, max }: { now: number; max: number },
): SizeRange {
  const { expiration, conditions } = readPolicy(text)
  if (!(now <= Date.parse(expiration))) throw accessDenied('Request has expired')
  const range = { min: 0, max }
  for (const condition of conditions) {
    const [operator, name, value] = asTriple(condition)
    if (operator === 'content-length-range') {
      range.min = Math.max(range.min, asLength(name))
      range.max = Math.min(range.max, asLength(value))
      continue
    }
    if (!fieldMatches(operator, fields.get(name.replace(/^\$/, '').toLowerCase()), value)) {
      throw accessDenied('A condition of the policy does not match the form.')
    }
  }
  return range
}

function readPolicy(text: string): { expiration: string; conditions: readonly unknown[] } {
  try {
    const policy: unknown = JSON.parse(text)
    if (typeof policy === 'object' && policy !== null && 'expiration' in policy && 'conditions' in policy) {
      const { expiration, conditions } = policy
      if (typeof expiration === 'string' && Array.isArray(conditions)) return { expiration, conditions }
    }
  } catch {
    // Falls through to the same refusal.
  }
  throw new Rejection(400, 'InvalidPolicyDocument', 'The policy of the form is not valid.')
}

/** `["eq", "$key", "a"]` as it is; `{"key": "a"}` is the same in short. */
function asTriple(condition: unknown): [operator: string, name: string, value: string] {
  if (Array.isArray(condition) && condition.length === 3) {
    const [operator, name, value] = condition.map(String)
    return [operator ?? '', name ?? '', value ?? '']
  }
  const entries = typeof condition === 'object' && condition !== null ? Object.entries(condition) : []
  const [entry] = entries
  if (entries.length !== 1 || !entry) throw new Rejection(400, 'InvalidPolicyDocument', 'A condition is not valid.')
  return ['eq', entry[0], String(entry[1])]
}

function asLength(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Rejection(400, 'InvalidPolicyDocument', 'A length is not a number.')
  return Number(text)
}

function fieldMatches(operator: string, got: string | undefined, wanted: string): boolean {
  if (got === undefined) return false
  if (operator === 'eq') return got === wanted
  return operator === 'starts-with' && got.startsWith(wanted)
}
