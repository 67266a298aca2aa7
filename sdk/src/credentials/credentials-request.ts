import type { RequestToSign } from '../signature/presigned-url'
import type { CredentialsRequest } from '../types/credentials'

/** One request to COS, with what credentials are asked for to sign it. */
export interface RequestForCredentials extends RequestToSign {
  credentialsRequest: CredentialsRequest
}
