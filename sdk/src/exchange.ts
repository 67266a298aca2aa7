import type { Core, Signed } from './core'
import type { HeldCredentials } from './credentials/store'
import type { CosError } from './errors'
import type { HttpResponse } from './platform/request'
import type { PlatformTask } from './platform/types'
import type { PreparedRequest, SignParams } from './prepare'
import { refusalIn } from './response'
import type { PresignedRequest } from './types'

/** Carries a signed request to COS and brings back what it answered, whatever the status. */
export type Carry = (request: PresignedRequest) => Promise<HttpResponse>

/**
 * Signs, sends and reads one request. Where COS's refusal shows that the clock or the credentials were at fault, that
 * is mended and the request is sent once more, with another signature.
 * @throws CosError
 */
export async function exchange(core: Core, params: SignParams, carry: Carry): Promise<HttpResponse> {
  const prepared = core.prepare(params, params)
  const first = await attempt(core, prepared, carry)
  if (!first.refusal) return first.response
  if (!mend(core, first.refusal, first.signed)) throw first.refusal
  const second = await attempt(core, prepared, carry)
  if (!second.refusal) return second.response
  // Nobody gets to see dead credentials again, though this request is over.
  mend(core, second.refusal, second.signed)
  throw second.refusal
}

interface Attempt {
  signed: Signed
  response: HttpResponse
  refusal: CosError | undefined
}

async function attempt(core: Core, prepared: PreparedRequest, carry: Carry): Promise<Attempt> {
  const signed = await core.sign(prepared)
  const response = await carry(signed.request)
  core.clock.observe(response.headers)
  const refusal = refusalIn(response, { prepared, ExpiredTime: signed.request.ExpiredTime, now: core.clock.now() })
  return { signed, response, refusal }
}

/** Does what a refusal teaches; `true` where another signature may be accepted. The clock has learned already. */
function mend(core: Core, { code }: CosError, { credentials }: Signed): boolean {
  switch (code) {
    case 'SignatureExpired':
    case 'ClockSkew':
      return true
    case 'CredentialsExpired':
    case 'CredentialsInvalid':
      return drop(core, credentials)
    case 'AccessDenied':
      return credentials !== undefined && core.credentials?.narrow(credentials) === true
    default:
      return false
  }
}

function drop(core: Core, credentials: HeldCredentials | undefined): boolean {
  if (!credentials) return false
  core.credentials?.drop(credentials)
  return true
}

export type SendParams = SignParams & {
  body?: string | ArrayBuffer
  /** Milliseconds. */
  timeout?: number
  /** Receives the platform's task, to abort it. */
  onStart?: (task: PlatformTask) => void
}

/** `exchange` by `wx.request`. */
export function send(core: Core, { body, timeout, onStart, ...params }: SendParams): Promise<HttpResponse> {
  return exchange(core, params, ({ Url, Method, Headers }) =>
    core.send({ url: Url, method: Method, header: Headers, data: body, timeout, redirect: 'manual', onStart }),
  )
}
