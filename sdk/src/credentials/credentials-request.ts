import type { RequestToSign } from '../signature/presigned-url'
import type { AuthorizationRequest, CredentialsRequest } from '../types/credentials'

/** One request to COS, with what credentials are asked for to sign it. */
export interface RequestForCredentials extends RequestToSign {
  credentialsRequest: CredentialsRequest
  /** Where it concerns several objects: what the official SDK would say of each. */
  Scope?: AuthorizationRequest['Scope'] | undefined
}
