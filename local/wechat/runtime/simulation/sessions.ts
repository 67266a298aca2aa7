import { Listeners } from '../listeners'

const SCHEME = 'Bearer '
/** No backend has given this one. */
const ENDED = `${SCHEME}ended`

/** How the app stands with its backend. */
export type SessionState = 'none' | 'used' | 'ended'

/**
 * The sessions of the app, as its requests show them. One that a person has ended reaches the backend as a token that is
 * not good, so that the 401 is the backend's own; a new login gets a new one.
 */
class Sessions {
  readonly changes = new Listeners<SessionState>()
  private readonly ended = new Set<string>()
  private current = ''

  get state(): SessionState {
    if (this.current === '') return 'none'
    return this.ended.has(this.current) ? 'ended' : 'used'
  }

  /** What is sent in the place of an `Authorization` header. */
  sent(authorization: string): string {
    if (!authorization.startsWith(SCHEME)) return authorization
    if (this.ended.has(authorization)) return ENDED
    if (authorization !== this.current) {
      this.current = authorization
      this.changes.fire(this.state)
    }
    return authorization
  }

  /** The app logs in: what its backend gives from now on is good, also where it is the same token as before. */
  renew(): void {
    this.ended.clear()
  }

  end(): void {
    if (this.current !== '') this.ended.add(this.current)
    this.changes.fire(this.state)
  }
}

/** Those of this page. */
export const sessions = new Sessions()
