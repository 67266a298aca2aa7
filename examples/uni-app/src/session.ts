import { config } from './config'

/** What the backend answers to a login: a token for its other calls, and where this user's objects lie. */
export interface Session {
  token: string
  Prefix: string
}

let current: Promise<Session> | undefined

/** The session of this user; logs in where there is none yet. */
export function getSession(): Promise<Session> {
  current ??= logIn()
  return current
}

/** Logs in anew, where the backend has refused the token. */
export function renewSession(): Promise<Session> {
  current = undefined
  return getSession()
}

async function logIn(): Promise<Session> {
  try {
    const { code } = await uni.login({})
    const { statusCode, data } = await uni.request({ url: `${config.backend}/login`, method: 'POST', data: { code } })
    if (statusCode !== 200) throw new Error(`The backend answers ${statusCode} to the login.`)
    return data as Session
  } catch (error) {
    // The next call tries again.
    current = undefined
    throw error
  }
}
