import { isoDate, xmlAnswer } from './answer'
import type { RawRequest, RawResponse } from '../handler'
import type { Rejection } from './rejection'

/** COS's error document. A HEAD gets the headers alone. */
export function errorAnswer(rejection: Rejection, request: RawRequest, facts: { requestId: string; now: number }) {
  const host = request.headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? ''
  const error = {
    Code: rejection.code,
    Message: rejection.message,
    ...rejection.details,
    // Never the query: whoever holds a signed URL holds what it opens.
    Resource: `${host}${request.target.split('?')[0] ?? ''}`,
    RequestId: facts.requestId,
    ServerTime: isoDate(facts.now),
    TraceId: Buffer.from(`trace ${facts.requestId}`).toString('base64'),
  }
  const answer = xmlAnswer(rejection.status, 'Error', error, rejection.headers)
  return request.method === 'HEAD' ? withoutBody(answer) : answer
}

/** What HEAD gets of an answer. */
function withoutBody(answer: RawResponse): RawResponse {
  return { ...answer, body: none() }
}

async function* none(): AsyncGenerator<Uint8Array> {
  // Nothing to yield.
}
