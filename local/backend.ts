import { getRequestListener } from '@hono/node-server'
import { createApp, createLog, loadSettings, type Settings } from '../server/src'
import { createCode2Session } from './code2session'
import { createSts, serve } from './cos'
import type { Secrets } from './data-folder'
import { listen, type Listening } from './http/listen'

const host = '127.0.0.1'

/** What the backend has to know of its surroundings. */
export interface BackendOptions {
  port: number
  secrets: Secrets
  bucket: { Bucket: string; Region: string; Domain: string; samplesPrefix: string }
  /** Of web pages that may call it. */
  origins: readonly string[]
  /** Seconds for which temporary credentials work. */
  credentialsSeconds: number
  /** Takes log lines. */
  log: (line: string) => void
}

/** The backend, and what stands in for WeChat's login. */
interface RunningBackend extends Pick<Listening, 'url' | 'close'> {
  wechat: string
}

/**
 * Starts the backend as in production, but for WeChat's login and Tencent's STS, which are stood in for, and for the
 * names to which it answers: those of this machine.
 */
export async function startBackend(options: BackendOptions): Promise<RunningBackend> {
  const { port, secrets, credentialsSeconds, log } = options
  const wechat = await serve(createCode2Session(), { port: 0, host })
  try {
    const settings = backendSettings(options, wechat.url)
    const sts = createSts({ master: secrets.stsMaster })
    const app = createApp({
      settings,
      issuer: { issue: ({ policy }) => sts.issue({ policy, durationSeconds: credentialsSeconds }) },
      log: createLog(settings, { write: (line) => log(line.trimEnd()) }),
    })
    const backend = await listen(getRequestListener(app.fetch), { port, host })
    const close = async () => void (await Promise.all([backend.close(), wechat.close()]))
    return { url: backend.url, wechat: wechat.url, close }
  } catch (error) {
    await wechat.close()
    throw error
  }
}

function backendSettings({ port, secrets, bucket, origins }: BackendOptions, wechatUrl: string): Settings {
  return loadSettings({
    HOST: host,
    PORT: `${port}`,
    LOG_LEVEL: 'warn',
    CORS_ORIGINS: origins.join(','),
    COS_BUCKET: bucket.Bucket,
    COS_REGION: bucket.Region,
    COS_DOMAIN: bucket.Domain,
    SHARED_PREFIX: bucket.samplesPrefix,
    USER_DATA_DELETION: 'allow',
    WECHAT_APPID: 'touristappid',
    WECHAT_SECRET: 'local',
    WECHAT_API: wechatUrl,
    SESSION_KEYS: `local:${secrets.sessionKey}`,
    USER_ID_KEY: secrets.userIdKey,
    ISSUER: 'external',
    // One person at one machine; a suite of tests may be that person.
    LIMIT_PER_ADDRESS: '100000',
    LIMIT_LOGINS_PER_ADDRESS: '100000',
    LIMIT_PER_USER: '100000',
  })
}
