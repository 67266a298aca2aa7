import { headersToSend, type PreparedRequest } from '../prepare'
import { toRecord } from '../pairs'
import type { CredentialsSource, PresignedRequest } from '../types'
import { invalid } from './answer'
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
  const end = /[?&]q-sign-time=\d+(?:;|%3B)(\d+).*&q-signature=\w/i.exec(answer.Url)?.[1]
  if (!end) throw invalid('the Url is not signed')
  return { Url: answer.Url, Method, Headers: answer.Headers ?? Headers, ExpiredTime: answer.ExpiredTime ?? Number(end) }
}
