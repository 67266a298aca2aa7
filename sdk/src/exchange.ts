import { signWith, type Core } from './core'
import { observe, serverTime } from './credentials/clock'
import { drop, narrow, obtain, type Obtained } from './credentials/store'
import type { CosError } from './errors'
import type { HttpResponse } from './platform/request'
import { prepare, type SignParams } from './prepare'
import { refusalIn } from './response'
import type { Method, ObjectParams, PresignedRequest } from './types'

/** Carries a signed request to COS and brings back what it answered, whatever the status. */
export type Carry<Response> = (request: PresignedRequest) => Promise<Response>

/**
 * Signs, sends and reads one request. Where COS's refusal shows that the clock or the credentials were at fault, that
 * is mended and the request is sent once more, with another signature.
 * @throws CosError
 */
export async function exchange<Response extends HttpResponse>(
  core: Core,
  params: SignParams,
  carry: Carry<Response>,
): Promise<Response> {
  const prepared = prepare(core, params, params.listing)
  for (let tries = 0; ; tries++) {
    const key = await obtain(core, prepared)
    const request = signWith(core, prepared, key)
    const response = await carry(request)
    observe(core, response.headers)
    const refusal = refusalIn(response, prepared, request.ExpiredTime <= serverTime(core))
    if (!refusal) return response
    // The second time, too: nobody gets to see dead credentials again, though this request is over.
    if (!mend(core, refusal, key) || tries) throw refusal
  }
}

/** Does what a refusal teaches; `true` where another signature may be accepted. The clock has learned already. */
function mend(core: Core, { code }: CosError, key: Obtained): boolean {
  if (/Skew|SignatureExpired/.test(code)) return true
  if (!('Actions' in key)) return false
  if (code === 'AccessDenied') return narrow(core, key)
  if (!code.startsWith('Credentials')) return false
  drop(core, key)
  return true
}

/** What names an object, and nothing that would make another request of it: JavaScript hands on whatever it has. */
export function placeOf({ Bucket, Region, Key, Domain, Protocol }: ObjectParams): Place {
  return { Bucket, Region, Key, Domain, Protocol }
}

export type Place = Pick<ObjectParams, 'Bucket' | 'Region' | 'Key' | 'Domain' | 'Protocol'>

/** One request for an object, likewise. */
export function requestOf(params: ObjectParams, Method: Method): SignParams {
  const { Query, Headers } = params
  return Object.assign({ Method, Query, Headers }, placeOf(params))
}

export type SendParams = SignParams & { body?: string | ArrayBuffer }

/** `exchange` by `wx.request`: of a small request, unless another way is given. */
export function send(core: Core, params: SendParams, carry = core.send): Promise<HttpResponse> {
  return exchange(core, params, ({ Url, Method, Headers }) =>
    carry({ url: Url, method: Method, header: Headers, data: params.body, dataType: 'text', redirect: 'manual' }),
  )
}
