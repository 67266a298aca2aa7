import { environment, fillDomain } from './environment'
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
  /** How long an idle connection is kept, longer than the proxy in front keeps it. Seconds. */
  keepAliveSeconds: number
  /** How long requests are still taken after the signal to stop, until whoever sends them has noticed. Seconds. */
  drainSeconds: number
  /** What `/metrics` wants to be shown; undefined: there are no metrics. */
  metricsToken?: string
  bucket: BucketSettings
  wechat: WeChatSettings
  session: SessionSettings
  /** Key of the HMAC that turns an openid into a user id. Never rotate it: every object's key holds a user id. */
  userIdKey: string
  upload: UploadSettings
  /** Whether users may delete all that they have here, by `DELETE /cos/user-data`. */
  userDataDeletion: boolean
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

/** The mini program, and how its users log in. */
export type WeChatSettings = CodeLoginSettings | CloudRunLoginSettings

/** With a code of `wx.login`, about which WeChat is asked. */
export interface CodeLoginSettings {
  login: 'code'
  appId: string
  secret: string
  api: string
  timeoutMs: number
}

/** By the headers with which WeChat Cloud Run vouches for its callers. */
export interface CloudRunLoginSettings {
  login: 'wxcloud'
  appId: string
  /** Id of the environment that this runs in. */
  env: string
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

/** Each a minute. */
export interface LimitSettings {
  /** Requests. */
  perAddress: number
  /** Logins. */
  loginsPerAddress: number
  /** Logins of all callers together. */
  logins: number
  /** Grants that the issuer is asked for. */
  perUser: number
  /** Signed requests. */
  signaturesPerUser: number
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
    super(`The settings are not complete, or not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  }
}

/**
 * Reads the settings from environment variables; an empty variable counts as one that is not set.
 * @throws SettingsError naming all that is missing or wrong at once
 */
export function loadSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  // Cloud Run says by itself which environment this is.
  const parsed = environment.safeParse({ ISSUER: 'sts', LOGIN: 'code', WXCLOUD_ENV: set.CBR_ENV_ID, ...set })
  const problems = parsed.success
    ? contradictionsIn(parsed.data)
    : parsed.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)
  if (!parsed.success || problems.length > 0) throw new SettingsError([...new Set(problems)])
  return settingsFrom(parsed.data)
}

/** What is wrong with settings that are right one by one. */
function contradictionsIn(env: Environment): string[] {
  const { USER_PREFIX, SHARED_PREFIX } = env
  // A shared prefix above the users' own would let everybody read everybody's objects.
  const overlap =
    SHARED_PREFIX !== '' && (USER_PREFIX.startsWith(SHARED_PREFIX) || SHARED_PREFIX.startsWith(USER_PREFIX))
  const isPublic = env.LOGIN === 'wxcloud' && env.CORS_ORIGINS.length > 0
  return [
    ...(overlap ? ['SHARED_PREFIX must not overlap USER_PREFIX'] : []),
    ...(isPublic ? ['CORS_ORIGINS must be empty with LOGIN=wxcloud: web pages come by a public address'] : []),
    ...sharedSecretsIn(env),
  ]
}

/** Of one secret that is known, or changed, nothing must follow for another. */
function sharedSecretsIn(env: Environment): string[] {
  const secrets: (readonly [name: string, secret: string | undefined])[] = [
    ...env.SESSION_KEYS.map(({ secret }) => ['SESSION_KEYS', secret] as const),
    ['USER_ID_KEY', env.USER_ID_KEY],
    ['METRICS_TOKEN', env.METRICS_TOKEN],
    ['WECHAT_SECRET', env.LOGIN === 'code' ? env.WECHAT_SECRET : undefined],
    ['TENCENT_SECRET_KEY', env.ISSUER === 'sts' ? env.TENCENT_SECRET_KEY : undefined],
  ]
  return secrets.flatMap(([name, secret], index) => {
    const earlier = secrets.slice(0, index).find(([, other]) => secret !== undefined && other === secret)
    return earlier === undefined ? [] : [`${name} must be a secret of its own, not one of ${earlier[0]}`]
  })
}

function settingsFrom(env: Environment): Settings {
  return {
    host: env.HOST,
    port: env.PORT,
    logLevel: env.LOG_LEVEL,
    corsOrigins: env.CORS_ORIGINS,
    trustedProxies: env.TRUSTED_PROXIES,
    ...(env.REDIS_URL === undefined ? {} : { redisUrl: env.REDIS_URL }),
    keepAliveSeconds: env.KEEP_ALIVE_SECONDS,
    drainSeconds: env.DRAIN_SECONDS,
    ...(env.METRICS_TOKEN === undefined ? {} : { metricsToken: env.METRICS_TOKEN }),
    bucket: bucketFrom(env),
    wechat: weChatFrom(env),
    session: { keys: env.SESSION_KEYS, seconds: env.SESSION_SECONDS },
    userIdKey: env.USER_ID_KEY,
    upload: {
      maxBytes: env.UPLOAD_MAX_BYTES,
      maxPartBytes: env.UPLOAD_PART_MAX_BYTES,
      parts: env.UPLOAD_PARTS === 'allow',
      contentTypes: env.UPLOAD_CONTENT_TYPES,
    },
    userDataDeletion: env.USER_DATA_DELETION === 'allow',
    limits: {
      perAddress: env.LIMIT_PER_ADDRESS,
      loginsPerAddress: env.LIMIT_LOGINS_PER_ADDRESS,
      logins: env.LIMIT_LOGINS,
      perUser: env.LIMIT_PER_USER,
      signaturesPerUser: env.LIMIT_SIGNATURES_PER_USER,
    },
    issuer: issuerFrom(env),
  }
}

function bucketFrom(env: Environment): BucketSettings {
  return {
    Bucket: env.COS_BUCKET,
    Region: env.COS_REGION,
    Domain: fillDomain(env.COS_DOMAIN, { Bucket: env.COS_BUCKET, Region: env.COS_REGION }),
    userPrefix: env.USER_PREFIX,
    sharedPrefix: env.SHARED_PREFIX,
  }
}

function weChatFrom(env: Environment): WeChatSettings {
  const appId = env.WECHAT_APPID
  if (env.LOGIN === 'wxcloud') return { login: 'wxcloud', appId, env: env.WXCLOUD_ENV }
  return {
    login: 'code',
    appId,
    secret: env.WECHAT_SECRET,
    api: env.WECHAT_API,
    timeoutMs: env.WECHAT_TIMEOUT_MS,
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
