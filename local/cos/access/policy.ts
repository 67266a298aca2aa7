import { conditionHolds, isOperator, type ConditionContext, type ConditionValue } from './condition'
import { globMatches } from './glob'

/** A policy of CAM, as the reference of `GetFederationToken` has it. */
export interface Policy {
  version: '2.0'
  statement: readonly Statement[]
}

/** One rule: it applies where an action, a resource and all conditions fit. */
export interface Statement {
  effect: 'allow' | 'deny'
  action: string | readonly string[]
  resource: string | readonly string[]
  /** Operator, key, wanted value or values: `{ numeric_less_than_equal: { 'cos:content-length': 1024 } }`. */
  condition?: Readonly<Record<string, Readonly<Record<string, ConditionValue>>>>
}

/** What somebody wants to do: judged by a policy. */
export interface AccessRequest {
  /** Such as `name/cos:PutObject`. */
  action: string
  /** Such as `qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000/u/1/a.jpg`. */
  resource: string
  context: ConditionContext
}

/** Some statement allows it, and none denies it. */
export function allows(policy: Policy, request: AccessRequest): boolean {
  const fitting = policy.statement.filter((statement) => fits(statement, request))
  return fitting.some(({ effect }) => effect === 'allow') && !fitting.some(({ effect }) => effect === 'deny')
}

function fits({ action, resource, condition = {} }: Statement, request: AccessRequest): boolean {
  return (
    [action].flat().some((pattern) => globMatches(withName(pattern), request.action)) &&
    [resource].flat().some((pattern) => globMatches(pattern, request.resource)) &&
    Object.entries(condition).every(([operator, wanted]) =>
      Object.entries(wanted).every(([key, value]) => conditionHolds(operator, request.context.get(key), value)),
    )
  )
}

/** `cos:*` and `name/cos:*` are the same action. */
function withName(action: string): string {
  return action === '*' || action.startsWith('name/') ? action : `name/${action}`
}

/** Told of what a policy has that the reference of STS does not: Tencent's own tools write it, so it is taken. */
export type WarnOfDeviation = (deviation: string) => void

/** Checks what came as a policy. @throws {TypeError} that says what is wrong */
export function checkPolicy(value: unknown, warn: WarnOfDeviation = () => undefined): Policy {
  if (!isObject(value) || value.version !== '2.0') throw new TypeError('A policy needs version "2.0".')
  const { statement } = value
  if (isObject(statement)) warn('a statement stands alone, where the reference of STS has a list')
  const statements: unknown = isObject(statement) ? [statement] : statement
  if (!Array.isArray(statements) || statements.length === 0) throw new TypeError('A policy needs statements.')
  return { version: '2.0', statement: statements.map((each) => checkStatement(each, warn)) }
}

function checkStatement(value: unknown, warn: WarnOfDeviation): Statement {
  if (!isObject(value)) throw new TypeError('A statement must be an object.')
  if ('principal' in value) warn('a statement has a principal, which the reference of STS forbids; it is ignored')
  const { effect, action, condition, resource: resources } = value
  const resource = Array.isArray(resources)
    ? resources.map((each: unknown) => withBucket(each, warn))
    : withBucket(resources, warn)
  if (effect !== 'allow' && effect !== 'deny') throw new TypeError('effect must be "allow" or "deny".')
  if (!areTexts(action, /^(\*|(name\/)?(cos|ci):[A-Za-z*]+)$/))
    throw new TypeError('action must be like name/cos:GetObject.')
  if (!areTexts(resource, /^(\*|qcs::(cos|ci):[^:]*:[^:]*:.+)$/s)) {
    throw new TypeError('resource must be like qcs::cos:{Region}:uid/{APPID}:{Bucket}/{Key}.')
  }
  if (condition === undefined) return { effect, action, resource }
  if (!isCondition(condition)) throw new TypeError('condition must be {operator: {key: value}}.')
  return { effect, action, resource, condition }
}

/** Example: `qcs::cos:ap-guangzhou:uid/1250000000:prefix//1250000000/photos/u/1/*`. */
const BY_PREFIX = /^(qcs::cos:[^:]*:[^:]*:)prefix\/\/(\d+)\/([^/]+)\/(.*)$/s

/** Tencent's own library names the bucket without its APPID, behind `prefix//`. */
function withBucket(resource: unknown, warn: WarnOfDeviation): unknown {
  const [, head, appId, name, key] = (typeof resource === 'string' && BY_PREFIX.exec(resource)) || []
  if (head === undefined) return resource
  warn('a resource has prefix//{APPID}/{name}/{Key}, where the reference of STS has {Bucket}/{Key}')
  return `${head}${name}-${appId}/${key}`
}

function areTexts(value: unknown, pattern: RegExp): value is string | string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.length > 0 && list.every((item) => typeof item === 'string' && pattern.test(item))
}

function isCondition(value: unknown): value is NonNullable<Statement['condition']> {
  if (!isObject(value)) return false
  // An operator that nobody knows could not hold, and a denial that hangs on it would deny nothing.
  return Object.entries(value).every(
    ([operator, wanted]) => isOperator(operator) && isObject(wanted) && Object.values(wanted).every(isWanted),
  )
}

function isWanted(value: unknown): value is ConditionValue {
  const list: unknown[] = Array.isArray(value) ? value : [value]
  return list.length > 0 && list.every((item) => ['string', 'number', 'boolean'].includes(typeof item))
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
