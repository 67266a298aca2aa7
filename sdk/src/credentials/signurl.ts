import type { Timers } from '../platform/globals'
import { headersToSend, type PreparedRequest } from '../prepare'
import { toRecord } from '../pairs'
import type { CredentialsSource, PresignedRequest } from '../types'
import { invalid, saidIn } from './answer'
import { askInTime } from './intime'
import { sourceFailure } from './failure'

type SignUrl = Extract<CredentialsSource, { signUrl: unknown }>['signUrl']

/** Has the backend sign one request, and takes nothing unsigned for an answer. `timeout` is milliseconds. */
export async function askForUrl(
  signUrl: SignUrl,
  prepared: PreparedRequest,
  timers: Timers,
  timeout: number,
): Promise<PresignedRequest> {
  const { Url, Method, Key, Query, Expires } = prepared
  const question = { Url, Method, Key, Query: toRecord(Query), Headers: headersToSend(prepared), Expires }
  const answer: unknown = await askInTime(() => signUrl(question), timers, timeout)
  return readSigned(answer, question.Headers, Method)
}

function readSigned(
  answer: unknown,
  asked: Record<string, string>,
  Method: PresignedRequest['Method'],
): PresignedRequest {
  if (typeof answer !== 'object' || answer === null || !('Url' in answer) || typeof answer.Url !== 'string') {
    throw saidIn(answer) ? sourceFailure(answer) : invalid('signUrl answered no Url')
  }
  const { Url } = answer
  if (!/[?&]q-signature=[^&]/.test(Url)) throw invalid('the Url from signUrl is not signed')
  const ExpiredTime =
    'ExpiredTime' in answer ? Number(answer.ExpiredTime) : Number(/q-sign-time=\d+%3B(\d+)/i.exec(Url)?.[1])
  if (!(ExpiredTime > 0)) throw invalid('signUrl answered no ExpiredTime')
  const Headers = 'Headers' in answer && isHeaders(answer.Headers) ? answer.Headers : asked
  return { Url, Method, Headers, ExpiredTime }
}

function isHeaders(value: unknown): value is Record<string, string> {
  return typeof value === 'object' && value !== null && Object.values(value).every((each) => typeof each === 'string')
}
