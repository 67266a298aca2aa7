import { environment } from './environment'
import type { Environment } from './environment'

/** Everything the backend can be told, checked. */
export interface Settings {
  host: string
  port: number
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
  /** Origins that may call from a browser; a mini program needs none. */
  corsOrigins: readonly string[]
  /** How many proxies in front append to `X-Forwarded-For`; 0: the header is ignored. */
  trustedProxies: number
  redisUrl?: string
  bucket: BucketSettings
  wechat: WeChatSettings
  session: SessionSettings
  /** Key of the HMAC that turns an openid into a user id. Never rotate it: every object's key holds a user id. */
  userIdKey: string
  upload: UploadSettings
  limits: LimitSettings
  issuer: IssuerSettings
}

/** Where objects lie. */
export interface BucketSettings {
  Bucket: string
  Region: string
  /** Access domain with an optional scheme, no path. */
  Domain: string
  /** A user's objects lie below this and the user's id. */
  userPrefix: string
  /** What every user may read; empty: nothing. */
  sharedPrefix: string
}

/** The mini program, as WeChat knows it. */
export interface WeChatSettings {
  appId: string
  secret: string
  api: string
  timeoutMs: number
}

/** Keys of the session tokens: the first signs, all verify. */
export interface SessionSettings {
  keys: readonly { id: string; secret: string }[]
  seconds: number
}

/** What a user may upload. */
export interface UploadSettings {
  /** Bytes of one PUT. */
  maxBytes: number
  /** Bytes of one part. */
  maxPartBytes: number
  /** Whether uploads in parts are granted. */
  parts: boolean
  contentTypes: readonly string[]
}

/** Requests a minute. */
export interface LimitSettings {
  perAddress: number
  loginsPerAddress: number
  perUser: number
}

/** Who issues temporary credentials: STS, or an issuer that the program around the app hands in. */
export type IssuerSettings = { durationSeconds: number } & (
  | { kind: 'sts'; secretId: string; secretKey: string; host: string; timeoutMs: number }
  | { kind: 'external' }
)

/** Thrown at start; the message names every setting that is missing or wrong, and shows no value. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  constructor(readonly problems: readonly string[]) {
    super(`The settings are not complete:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  }
}

/**
 * Reads the settings from environment variables; an empty variable counts as one that is not set.
 * @throws SettingsError naming all that is missing or wrong at once
 */
export function loadSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse({ ISSUER: 'sts', ...set })
  const problems = parsed.error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`) ?? []
  if (!parsed.success) throw new SettingsError([...new Set(problems)])
  const prefixes = [parsed.data.USER_PREFIX, parsed.data.SHARED_PREFIX]
  if (prefixesOverlap(prefixes)) throw new SettingsError(['SHARED_PREFIX must not overlap USER_PREFIX'])
  return settingsFrom(parsed.data)
}

// A shared prefix above the users' own would let everybody read everybody's objects.
const prefixesOverlap = ([own = '', shared = '']: readonly string[]) =>
  shared !== '' && (own.startsWith(shared) || shared.startsWith(own))

function settingsFrom(env: Environment): Settings {
  return {
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    corsOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    ...(env.REDIS_URL === undefined ? {} : { redisUrl: env.REDIS_URL }),
    bucket: bucketFrom(env),
    wechat: {
      appId: env.WECHAT_APPID,
      secret: env.WECHAT_SECRET,
      api: env.WECHAT_API,
      timeoutMs: env.WECHAT_TIMEOUT_MS,
    },
    session: { keys: env.SESSION_KEYS, seconds: env.SESSION_SECONDS },
    userIdKey: env.USER_ID_KEY,
    upload: {
      maxBytes: env.UPLOAD_MAX_BYTES,
      maxPartBytes: env.UPLOAD_PART_MAX_BYTES,
      parts: env.UPLOAD_PARTS === 'allow',
      contentTypes: env.UPLOAD_CONTENT_TYPES,
    },
    limits: {
      perAddress: env.LIMIT_PER_ADDRESS,
      loginsPerAddress: env.LIMIT_LOGINS_PER_ADDRESS,
      perUser: env.LIMIT_PER_USER,
    },
    issuer: issuerFrom(env),
  }
}

function bucketFrom(env: Environment): BucketSettings {
  return {
    Bucket: env.COS_BUCKET,
    Region: env.COS_REGION,
    Domain: env.COS_DOMAIN.replaceAll('{Bucket}', env.COS_BUCKET).replaceAll('{Region}', env.COS_REGION),
    userPrefix: env.USER_PREFIX,
    sharedPrefix: env.SHARED_PREFIX,
  }
}

function issuerFrom(env: Environment): IssuerSettings {
  const durationSeconds = env.CREDENTIALS_SECONDS
  if (env.ISSUER === 'external') return { kind: 'external', durationSeconds }
  return {
    kind: 'sts',
    durationSeconds,
    secretId: env.TENCENT_SECRET_ID,
    secretKey: env.TENCENT_SECRET_KEY,
    host: env.STS_HOST,
    timeoutMs: env.STS_TIMEOUT_MS,
  }
}
