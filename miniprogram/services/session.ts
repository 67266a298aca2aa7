import { requestBackend, BackendError, isBackendError, textField } from './backend'
import { bucketIn, type BucketConfig } from './bucket-config'
import { CachedPromise } from './cached-promise'

/** Who is using the app, as far as the backend tells. Lives in memory only: a restart logs in anew, silently. */
export interface Session {
  token: string
  /** Where this user's objects live: `u/<user>/`. */
  Prefix: string
  bucket: BucketConfig
}

const login = new CachedPromise<Session>(async () => {
  const code = await loginCode()
  const answer = await requestBackend('POST', '/login', { code })
  const [token, Prefix] = [textField(answer, 'token', '/login'), textField(answer, 'Prefix', '/login')]
  return { token, Prefix, bucket: bucketIn(answer, '/login') }
})

/** The session; logs in where there is none yet, or where the one there was has been refused. */
export function session(refused = false): Promise<Session> {
  return refused ? login.refresh() : login.get()
}

/** Asks the backend as this user; logs in anew, once, where the session is over. */
export async function requestAsUser(
  method: 'POST' | 'DELETE',
  route: string,
  data?: object,
): Promise<Record<string, unknown>> {
  const send = async (refused: boolean) => {
    const { token } = await session(refused)
    return requestBackend(method, route, data, { Authorization: `Bearer ${token}` })
  }
  try {
    return await send(false)
  } catch (error) {
    if (!isBackendError(error) || error.problem !== 'refused') throw error
    return send(true)
  }
}

/** WeChat's proof of who this is, good for one login. It needs WeChat's own servers, so it fails without a network. */
async function loginCode(): Promise<string> {
  try {
    return (await wx.login()).code
  } catch {
    throw new BackendError('unreachable', 'wx.login')
  }
}
