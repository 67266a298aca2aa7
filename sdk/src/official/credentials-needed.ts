import type { RequestForCredentials } from '../credentials/credentials-request'
import { isMultipartAction, MULTIPART_ACTIONS } from '../request/actions'
import type { AuthorizationRequest, CredentialsRequest } from '../types/credentials'

/** What credentials a request takes. */
export type Needs = Pick<RequestForCredentials, 'credentialsRequest' | 'Scope'>

/**
 * What credentials a request takes that concerns what a list says, in the official SDK's way.
 * @param ownActions - where the list names none, as for `request`
 */
export function needsOf(
  request: Pick<AuthorizationRequest, 'Bucket' | 'Region' | 'Scope'>,
  ownActions: readonly string[] = [],
): Needs {
  const { Scope } = request
  const credentialsRequest = credentialsRequestOf(request, ownActions)
  return { credentialsRequest, Scope: Scope.length > 1 ? Scope : undefined }
}

function credentialsRequestOf(
  { Bucket, Region, Scope }: Pick<AuthorizationRequest, 'Bucket' | 'Region' | 'Scope'>,
  ownActions: readonly string[],
): CredentialsRequest {
  const [first = { prefix: '' }, ...others] = Scope
  const named = Scope.map(({ action }) => action).filter(Boolean)
  const actions = named.length > 0 ? named : ownActions
  // One request for all that an upload in parts needs.
  const Actions = actions.some(isMultipartAction) ? MULTIPART_ACTIONS : unique(actions)
  const isOneObject = others.length === 0 && first.prefix !== '' && !Actions.some(isListing)
  return isOneObject
    ? { Bucket, Region, Key: first.prefix, Actions }
    : { Bucket, Region, Key: '', Prefix: commonPrefix(Scope.map(({ prefix }) => prefix)), Actions }
}

function isListing(action: string): boolean {
  return /:(GetBucket|ListMultipartUploads)$/.test(action)
}

/** What all keys begin with, up to a slash. */
function commonPrefix(keys: readonly string[]): string {
  const [first = ''] = keys
  if (keys.length === 1) return first
  let length = 0
  while (length < first.length && keys.every((key) => key[length] === first[length])) length++
  return first.slice(0, first.slice(0, length).lastIndexOf('/') + 1)
}

function unique(actions: readonly string[]): string[] {
  return Array.from(new Set(actions))
}
