import { CosError, isCosError } from '../errors'
import { saidIn } from './answer'

/** Whatever a source throws, as a `CosError` that says what it said, and none of its secrets. */
export function sourceFailure(thrown: unknown): CosError {
  if (isCosError(thrown)) return thrown.code === 'Timeout' ? timedOut(thrown.cause) : thrown
  const said = saidIn(thrown instanceof Error ? thrown.message : thrown)
  return new CosError('CredentialsFailed', `The source of credentials failed: ${said}`, {
    hint: 'See what the source says.',
    retryable: true,
  })
}

/** Nobody answered in time. */
export function timedOut(cause?: unknown): CosError {
  return new CosError('CredentialsTimeout', 'The source of credentials did not answer in time', {
    hint: 'Try again, or raise credentialsTimeout.',
    cause,
  })
}
