import type { FaultRule } from '../../../sdk/src/types/testing/fault'
import type { Fault, Faults, OutgoingRequest } from './fault'

export type { FaultRule }

/** Nothing goes wrong. */
export const noFaults: Faults = { next: () => [] }

/**
 * A schedule written by hand: each rule counts the requests that fit it, and several may strike the same one.
 *
 *     faultPlan({ method: 'PUT', url: /partNumber=2/, faults: [{ kind: 'loseAnswer' }] })
 */
export function faultPlan(...rules: readonly FaultRule[]): Faults {
  const seen = rules.map(() => 0)
  const strikes = (rule: FaultRule, index: number, request: OutgoingRequest): boolean => {
    if (!fits(rule, request)) return false
    const number = seen[index] ?? 0
    seen[index] = number + 1
    const { after = 0, times = 1 } = rule
    return number >= after && number < after + times
  }
  return {
    next: (request) => rules.flatMap((rule, index) => (strikes(rule, index, request) ? rule.faults : [])),
  }
}

/** The same befalls every request: `always({ kind: 'latency', milliseconds: 50 })` is a line that is far away. */
export function always(...faults: readonly Fault[]): Faults {
  return { next: () => faults }
}

/** All of the schedules' faults together; of two of a kind, the one of the schedule named first. */
export function together(...schedules: readonly Faults[]): Faults {
  return { next: (request) => schedules.flatMap((schedule) => schedule.next(request)) }
}

function fits(rule: FaultRule, request: OutgoingRequest): boolean {
  return (
    (rule.api === undefined || rule.api === request.api) &&
    (rule.method === undefined || rule.method === request.method) &&
    (rule.url === undefined || rule.url.test(request.url))
  )
}
