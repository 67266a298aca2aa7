import COS from 'cos-nodejs-sdk-v5'
import type { LocalLine } from './command'

/** What a client has to know of the services. */
type Services = Omit<LocalLine, 'sts' | 'wechat'>

/** The official SDK as it comes, with a permanent key. */
export function officialClient({ cos, SecretId, SecretKey }: Pick<Services, 'cos' | 'SecretId' | 'SecretKey'>): COS {
  return new COS({ SecretId, SecretKey, Domain: cos })
}

/** Temporary credentials as the backend answers them. */
export interface Granted {
  userPrefix: string
  tmpSecretId: string
  tmpSecretKey: string
  sessionToken: string
  startTime: number
}

/** Logs in as somebody and borrows credentials to read what is theirs. */
export async function logInAndGetCredentials({ backend, Bucket, Region }: Services, code: string): Promise<Granted> {
  const { token, Prefix } = await post(`${backend}/login`, { code }, ['token', 'Prefix'])
  const request = { Bucket, Region, Key: '', Prefix, Actions: ['name/cos:GetObject', 'name/cos:GetBucket'] }
  const answer = await send(`${backend}/cos/credentials`, request, { authorization: `Bearer ${token}` })
  const { credentials, startTime } = answer as {
    credentials: Omit<Granted, 'userPrefix' | 'startTime'>
    startTime: number
  }
  return { userPrefix: Prefix, startTime, ...credentials }
}

/** The official SDK with borrowed credentials, which it takes to last: when they end is for COS to say. */
export function clientWith({ cos }: Services, granted: Granted): COS {
  return new COS({
    Domain: cos,
    getAuthorization: (_request, callback) =>
      callback({
        TmpSecretId: granted.tmpSecretId,
        TmpSecretKey: granted.tmpSecretKey,
        SecurityToken: granted.sessionToken,
        StartTime: granted.startTime,
        ExpiredTime: granted.startTime + 7200,
      }),
  })
}

/** The code and the status of a refusal. */
export async function refusal(call: Promise<unknown>): Promise<{ code: unknown; statusCode: unknown }> {
  try {
    await call
  } catch (error) {
    const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
    return { code, statusCode }
  }
  return { code: undefined, statusCode: 200 }
}

async function post<Name extends string>(
  url: string,
  body: object,
  names: readonly Name[],
): Promise<Record<Name, string>> {
  const answer = (await send(url, body, {})) as Record<Name, unknown>
  return Object.fromEntries(names.map((name) => [name, String(answer[name])])) as Record<Name, string>
}

async function send(url: string, body: object, headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
  return response.json()
}
