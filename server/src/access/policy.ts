import type { Action } from './actions'
import { canCarryAcl, conditionFor, GRANT_HEADERS } from './conditions'
import type { Condition } from './conditions'
import type { AccessSettings, Grant } from './grant'

/** A policy as `GetFederationToken` takes it: no `principal`. */
export interface Policy {
  version: '2.0'
  statement: readonly Statement[]
}

/** What is allowed, or denied, under one condition. A denial beats whatever is allowed. */
export interface Statement {
  effect: 'allow' | 'deny'
  action: readonly string[]
  resource: readonly [string]
  condition?: Condition
}

/** The policy that says exactly what the grant says. */
export function policyFor(grant: Grant, settings: AccessSettings): Policy {
  const denials = grant.Actions.some(canCarryAcl) ? GRANT_HEADERS.map(denialOf) : []
  return { version: '2.0', statement: [...allowances(grant, settings), ...denials] }
}

/** One statement for all actions under the same condition: the policy is in the token, and so in every signed URL. */
function allowances(grant: Grant, settings: AccessSettings): Statement[] {
  const resource = [resourceOf(grant, settings)] as const
  const byCondition = new Map<string, { action: Action[]; condition: Condition }>()
  for (const action of grant.Actions) {
    const condition = conditionFor(action, grant.Prefix, settings.upload)
    const key = JSON.stringify(condition)
    const group = byCondition.get(key) ?? { action: [], condition }
    group.action.push(action)
    byCondition.set(key, group)
  }
  return [...byCondition.values()].map(({ action, condition }) => ({ effect: 'allow', action, resource, condition }))
}

/** Denies whatever carries the header. For all actions and resources, since that denies no less and is short. */
const denialOf = (header: string): Statement => ({
  effect: 'deny',
  action: ['*'],
  resource: ['*'],
  condition: { string_like: { [header]: '*' } },
})

/** `qcs::cos:{region}:uid/{appid}:{bucket}/{key}`. */
function resourceOf({ Prefix, exact }: Grant, { bucket }: AccessSettings): string {
  const appId = bucket.Bucket.slice(bucket.Bucket.lastIndexOf('-') + 1)
  return `qcs::cos:${bucket.Region}:uid/${appId}:${bucket.Bucket}/${Prefix}${exact ? '' : '*'}`
}
