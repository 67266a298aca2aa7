import { jwtVerify, SignJWT } from 'jose'
import type { JWTHeaderParameters } from 'jose'
import { Refusal } from '../http/refusal'
import type { SessionSettings } from '../settings'
import { USER_ID } from './user'

/** Session tokens: signed, not stored, so that any instance of the backend takes what another has issued. */
export interface Sessions {
  /** A token for a user, and how many seconds it is good for. */
  issue(userId: string): Promise<{ token: string; expiresIn: number }>
  /**
   * The user id that a token stands for.
   * @throws Refusal `Unauthenticated`
   */
  verify(token: string): Promise<string>
}

const ISSUER = 'cos-miniprogram-server'
const ALGORITHM = 'HS256'

/** `audience` is the AppID: a session of one mini program is worth nothing in another. */
export function createSessions(settings: SessionSettings, audience: string, now: () => number): Sessions {
  const keys = new Map(settings.keys.map(({ id, secret }) => [id, new TextEncoder().encode(secret)]))
  const signing = settings.keys[0]
  if (signing === undefined) throw new TypeError('Sessions need at least one key')

  const keyOf = (header: JWTHeaderParameters) => {
    const key = keys.get(header.kid ?? '')
    if (key === undefined) throw new Error('unknown key id')
    return key
  }
  return {
    async issue(userId) {
      const issuedAt = Math.floor(now() / 1000)
      const token = await new SignJWT()
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT', kid: signing.id })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(audience)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + settings.seconds)
        .sign(keyOf({ alg: ALGORITHM, kid: signing.id }))
      return { token, expiresIn: settings.seconds }
    },
    async verify(token) {
      const checks = { algorithms: [ALGORITHM], issuer: ISSUER, audience, requiredClaims: ['sub', 'exp', 'iat'] }
      try {
        const { payload } = await jwtVerify(token, keyOf, { ...checks, currentDate: new Date(now()) })
        if (payload.sub !== undefined && USER_ID.test(payload.sub)) return payload.sub
      } catch {
        // Which check failed is nobody's business but ours, and a reason would only help to forge.
      }
      throw new Refusal('Unauthenticated', 'The session is not valid, or is over; log in again')
    },
  }
}
