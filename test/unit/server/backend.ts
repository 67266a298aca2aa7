import type { AppOptions, IssuedCredentials, Issuer, Log, Policy, Settings } from '../../../server/src'
import type { CodeLoginSettings } from '../../../server/src/settings'
import { createApp, loadSettings } from '../../../server/src'

/** A backend with stand-ins for what lies behind it, called directly: no port, no clock, no network. */
export interface Backend {
  /** Every policy that was asked for, in order. */
  policies: Policy[]
  /** Every line that was logged. */
  logged: unknown[]
  clock: { now: number }
  request(path: string, init?: RequestInit, address?: string): Promise<Response>
  post(path: string, body: unknown, token?: string): Promise<Response>
  /** Logs a device in; the stand-in gives each device its own openid. */
  login(device: string): Promise<{ token: string; expiresIn: number; Prefix: string }>
}

/** An environment that has all that is required; the keys are examples. */
export const environment = {
  ISSUER: 'external',
  COS_BUCKET: 'photos-1250000000',
  COS_REGION: 'ap-guangzhou',
  SHARED_PREFIX: 'samples/',
  WECHAT_APPID: 'wx0000000000000example',
  WECHAT_SECRET: 'example-app-secret',
  SESSION_KEYS: 'k1:example-session-key-example-session-key',
  USER_ID_KEY: 'example-user-id-key-example-user-id-key',
  LOG_LEVEL: 'silent',
}

export const START = Date.parse('2026-01-02T03:04:05Z')

/** What the stand-in for STS answers: plainly an example. */
export const issued = (durationSeconds: number): IssuedCredentials => ({
  credentials: { tmpSecretId: 'AKIDEXAMPLE', tmpSecretKey: 'example-tmp-key', sessionToken: 'example-token' },
  startTime: START / 1000,
  expiredTime: START / 1000 + durationSeconds,
  requestId: 'example-request-id',
})

/** Settings from the environment above; `more` wins. */
export const settingsWith = (more: Record<string, string> = {}) => loadSettings({ ...environment, ...more })

/** How to ask WeChat about a code. */
export function codeLoginOf({ wechat }: Settings): CodeLoginSettings {
  if (wechat.login === 'code') return wechat
  throw new TypeError('Nobody logs in by a code')
}

export function createBackend(more: Record<string, string> = {}, options: Partial<AppOptions> = {}): Backend {
  const policies: Policy[] = []
  const logged: unknown[] = []
  const clock = { now: START }
  const issuer: Issuer = {
    async issue({ policy, durationSeconds }) {
      policies.push(policy)
      return issued(durationSeconds)
    },
  }
  const record = (...line: unknown[]) => void logged.push(line)
  const log: Log = { info: record, warn: record, error: record }
  const code2Session = async (code: string) => `openid-of-${code.split('.')[0]}`
  const app = createApp({ settings: settingsWith(more), issuer, code2Session, log, now: () => clock.now, ...options })

  const request: Backend['request'] = async (path, init, address = '192.0.2.1') =>
    app.request(path, init, { incoming: { socket: { remoteAddress: address } } })
  const post: Backend['post'] = async (path, body, token) =>
    request(path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const login: Backend['login'] = async (device) => {
    const response = await post('/login', { code: `${device}.1` })
    return (await response.json()) as Awaited<ReturnType<Backend['login']>>
  }
  return { policies, logged, clock, request, post, login }
}

/** A request for credentials for one key, with the bucket filled in. */
export const asking = (Actions: readonly string[], Key: string, more: object = {}) => ({
  Bucket: environment.COS_BUCKET,
  Region: environment.COS_REGION,
  Key,
  Actions,
  ...more,
})

/** The `error` of an answer. */
export async function errorOf(response: Response): Promise<{ status: number; code: string; message: string }> {
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  return { status: response.status, ...error }
}
