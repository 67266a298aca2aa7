import type { ObtainedCredentials } from '../credentials/cache'
import { toCosError as asCosError, type CosError } from '../errors/cos-error'
import { asRecord } from '../platform/as-record'
import { lowerCaseHeaders } from '../platform/http'
import { contextOf } from '../presigner'
import { recover } from '../request/recover-from-refusal'
import { signWith } from '../request/send-signed'
import { signatureIn, type FinishedSignature } from '../signature/finished-signature'
import type { OfficialError } from '../types/official-call'
import type { SigningClient } from './official-cos'
import { requestToSign, type OfficialAuthorizationRequest } from './request-to-sign'
import { toOfficialError } from './official-error'
import { innermost, toCosError } from './to-cos-error'

/** A finished signature: the official SDK asks for one for each request, and keeps none. */
interface RequestSignature extends FinishedSignature {
  /** Says that another host may be signed: the option `AutoSwitchHost` needs it. */
  SignFrom: 'client'
}

type Answer = (answer: RequestSignature | Record<string, never>) => void

/** Stands behind the official SDK's `getAuthorization`: signs each request with what a client of ours holds. */
export class Authorizer {
  /** Of the source, while the official SDK is being told of it: it cannot be handed over. */
  private failure: CosError | undefined
  /** What was signed with last, by bucket. */
  private readonly lastUsed = new Map<string, ObtainedCredentials>()
  /** Milliseconds that the official SDK has found the server to be ahead. */
  private clockOffset = 0

  constructor(private readonly cos: SigningClient) {}

  /** The option `getAuthorization` of the official SDK. */
  readonly getAuthorization = (request: OfficialAuthorizationRequest, answer: Answer): void => {
    this.observeOffset(request.SystemClockOffset)
    void this.sign(request).then(answer, (thrown: unknown) => this.fail(answer, asCosError(thrown)))
  }

  /** A failure of one of the official SDK's methods, while it calls back. */
  errorOf(raw: unknown): OfficialError {
    const failure = toCosError(raw)
    const told = failure.code === 'CredentialsInvalid' && this.failure ? this.failure : failure
    return toOfficialError(told, innermost(raw))
  }

  /**
   * Learns from how a method has ended: of the time, and whether the key is still good.
   * @param sentAt - when it was called, in milliseconds on the phone's clock
   */
  observe(Bucket: string, ended: unknown, sentAt: number): void {
    const context = contextOf(this.cos)
    const { headers, code } = asRecord(ended)
    if (headers) context.clock.observeDate(lowerCaseHeaders(headers), sentAt)
    const key = this.lastUsed.get(Bucket)
    if (key && code && headers) recover(context, ended as CosError, key)
  }

  private async sign(request: OfficialAuthorizationRequest): Promise<RequestSignature> {
    const context = contextOf(this.cos)
    const toSign = requestToSign(request)
    const key = await context.credentials.obtain(toSign)
    this.lastUsed.set(request.Bucket, key)
    return Object.assign(signatureIn(signWith(context, toSign, key).Url), { SignFrom: 'client' } as const)
  }

  /** The official SDK takes an empty answer for an error of its own, at once. */
  private fail(answer: Answer, failure: CosError): void {
    this.failure = failure
    try {
      answer({})
    } finally {
      this.failure = undefined
    }
  }

  /** What the official SDK learns from a refusal it signs the next try with: so has the client's clock to. */
  private observeOffset(offset = 0): void {
    const { clock, environment } = contextOf(this.cos)
    if (offset === this.clockOffset) return
    this.clockOffset = offset
    const now = environment.now()
    clock.observeDate({ date: new Date(now + offset).toUTCString() }, now)
  }
}
