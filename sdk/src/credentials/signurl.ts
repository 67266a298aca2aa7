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
  const answer: Partial<PresignedRequest> | null = await signUrl({
    Url,
    Method,
    Key,
    Query: toRecord(Query),
    Headers,
    Expires,
  })
  if (!answer?.Url) throw sourceFailure(answer)
  const end = endOfSigned(answer.Url)
  return { Url: answer.Url, Method, Headers: answer.Headers ?? Headers, ExpiredTime: answer.ExpiredTime ?? end }
}
