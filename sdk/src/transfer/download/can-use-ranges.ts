import type { Environment } from '../../platform/environment'
import { canWriteAt } from '../../platform/file-writing'
import type { ObjectParams } from '../../types/signing'

/** Parameters of a query that leave the content as it is. Example: `response-content-type`. */
const HARMLESS_PARAMETER = /^(response-|versionid$)/i
/** Headers with which the caller asks for ranges or versions of their own. */
const CONDITION = /^(range|if-.*)$/i

/** Whether the object is made into something else on its way: that has another checksum, and no ranges. */
export function isProcessed(Query: ObjectParams['Query']): boolean {
  return Object.keys(Query || {}).some((name) => !HARMLESS_PARAMETER.test(name))
}

/** Whether a download can go on in ranges. */
export function canUseRanges(environment: Environment, { Query, Headers }: Pick<ObjectParams, 'Query' | 'Headers'>) {
  const hasCondition = Object.keys(Headers || {}).some((name) => CONDITION.test(name))
  return canWriteAt(environment) && !hasCondition && !isProcessed(Query)
}
