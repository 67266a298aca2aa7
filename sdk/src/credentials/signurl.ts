import { fieldsOf } from '../fields'
import { headersToSend, type PreparedRequest } from '../prepare'
import { toRecord } from '../pairs'
import { endOfSigned } from '../sign'
import type { CredentialsSource, PresignedRequest } from '../types'
import { sourceFailure } from './failure'

type SignUrl = Extract<CredentialsSource, { signUrl: unknown }>['signUrl']

/** Has the backend sign one request, and takes nothing unsigned for an answer. */
export async function askForUrl(signUrl: SignUrl, prepared: PreparedRequest): Promise<PresignedRequest> {
  const { Url, Method, Key, Query, Expires } = prepared
  const Headers = headersToSend(prepared)
  const answer = await signUrl({ Url, Method, Key, Query: toRecord(Query), Headers, Expires })
  const signed: Partial<PresignedRequest> = fieldsOf(answer)
  if (!signed.Url) throw sourceFailure(answer)
  const own = { Url: signed.Url, Method, Headers, ExpiredTime: endOfSigned(signed.Url) }
  if (signed.Headers) own.Headers = signed.Headers
  if (signed.ExpiredTime) own.ExpiredTime = signed.ExpiredTime
  return own
}
