import type { ObtainedCredentials } from '../credentials/cache'
import type { CosError } from '../errors/cos-error'
import type { ClientContext } from './client-context'

/**
 * Drops or narrows the credentials that COS has refused. Nothing is left to do for a wrong clock: it was set by the
 * `Date` of the answer.
 * @returns whether the request may be accepted when it is signed anew
 */
export function recover(
  { credentials }: ClientContext,
  { code }: Pick<CosError, 'code'>,
  key: ObtainedCredentials,
): boolean {
  switch (code) {
    case 'ClockSkew':
    case 'SignatureExpired':
      return true
    case 'CredentialsExpired':
    case 'CredentialsInvalid':
      return credentials.invalidate(key)
    case 'AccessDenied':
      return credentials.narrow(key)
    default:
      return false
  }
}
