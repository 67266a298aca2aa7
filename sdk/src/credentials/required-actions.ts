import type { RequestForCredentials } from './credentials-request'

/** What an upload in parts can do without: cleaning up, and looking whether a lost answer had stored the object. */
const DISPENSABLE = /:(AbortMultipartUpload|HeadObject)$/

/**
 * The same request without the actions that it can do without; `undefined` where there are none beside others, and for
 * the clean-up itself.
 */
export function withRequiredActionsOnly(request: RequestForCredentials): RequestForCredentials | undefined {
  const { credentialsRequest, Scope, Method } = request
  if (Method === 'DELETE') return undefined
  const Actions = credentialsRequest.Actions.filter((action) => !DISPENSABLE.test(action))
  if (Actions.length === 0 || Actions.length === credentialsRequest.Actions.length) return undefined
  return Object.assign({}, request, {
    credentialsRequest: Object.assign({}, credentialsRequest, { Actions }),
    Scope: Scope && Scope.filter(({ action }) => !DISPENSABLE.test(action)),
  })
}
