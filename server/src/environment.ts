import { isIP } from 'node:net'
import { z } from 'zod'
import { isPossibleHost } from './host'

const MIB = 1024 * 1024
const PREFIX = 'folders of A-Z a-z 0-9 _ -, ending in /'
const SAFE_PREFIX = /^(?:[A-Za-z0-9_-]+\/)+$/

const text = (what: string) => z.string(what).trim().min(1, what)
const secret = (what: string) => text(what).min(32, `${what}, at least 32 characters`)
const integer = (minimum: number, maximum: number) => {
  const what = `must be a whole number from ${minimum} to ${maximum}`
  return z.coerce.number(what).int(what).min(minimum, what).max(maximum, what)
}
const choice = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}`)
const host = (what: string) => z.string().refine((value) => !value.includes('://') && isPossibleHost(value), what)
const origin = (what: string) =>
  z
    .string()
    .refine((value) => /^https?:/.test(value) && isPossibleHost(value), what)
    .transform((value) => new URL(value).origin)
const isRedisUrl = (value: string) =>
  /^rediss?:\/\/./.test(value) && URL.canParse(value) && isPossibleHost(new URL(value).host)
/** The access domain of a bucket: `{Bucket}` and `{Region}` stand for what their settings say. */
export const fillDomain = (domain: string, { Bucket, Region }: { Bucket: string; Region: string }) =>
  domain.replaceAll('{Bucket}', Bucket).replaceAll('{Region}', Region)

const list = (value: string) => value.split(',').flatMap((item) => item.trim() || [])

const SESSION_KEYS = 'must be id:secret pairs, separated by commas'
const sessionKeys = text(SESSION_KEYS)
  .transform(list)
  .pipe(
    z
      .array(z.string().regex(/^[\w-]{1,16}:.{32,}$/, `${SESSION_KEYS}, each secret at least 32 characters`))
      .min(1, SESSION_KEYS),
  )
  .transform((pairs) =>
    pairs.map((pair) => ({ id: pair.slice(0, pair.indexOf(':')), secret: pair.slice(pair.indexOf(':') + 1) })),
  )
  .refine((keys) => new Set(keys.map(({ id }) => id)).size === keys.length, 'must not name one id twice')

const MEDIA_TYPES = 'must be media types such as image/jpeg, separated by commas'
const contentTypes = z
  .string()
  .default(
    'image/jpeg,image/png,image/gif,image/webp,image/heic,video/mp4,video/quicktime,application/pdf,application/octet-stream',
  )
  .transform(list)
  .pipe(z.array(z.string().regex(/^[a-z]+\/[a-z0-9.+-]+$/, MEDIA_TYPES)).min(1, MEDIA_TYPES))
  .refine(
    (types) => !types.some((type) => /html|svg|xml|javascript|ecmascript/.test(type)),
    'must hold no type that a browser runs as a page or a script (HTML, SVG, XML, JavaScript)',
  )

const common = z.object({
  HOST: z
    .string()
    .refine(
      (value) => isIP(value) !== 0 || (!/[:/]/.test(value) && isPossibleHost(value)),
      'must be an address of this machine',
    )
    .default('0.0.0.0'),
  PORT: integer(0, 65_535).default(9000),
  KEEP_ALIVE_SECONDS: integer(1, 3600).default(90),
  DRAIN_SECONDS: integer(0, 60).default(0),
  LOG_LEVEL: choice(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  METRICS_TOKEN: secret('must be a random text of its own').optional(),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform(list)
    .pipe(z.array(origin('must be origins such as https://example.com'))),
  TRUSTED_PROXIES: integer(0, 10).default(0),
  REDIS_URL: z
    .string()
    .refine(isRedisUrl, 'must look like redis://:password@host:6379 or rediss://…, the password percent-encoded')
    .optional(),
  COS_BUCKET: text('must be the bucket with its APPID').regex(
    /^[a-z0-9][a-z0-9-]*-\d+$/,
    'must be the bucket with its APPID, such as photos-1250000000',
  ),
  COS_REGION: text('must be the region').regex(/^[a-z]+(?:-[a-z0-9]+)+$/, 'must look like ap-guangzhou'),
  COS_DOMAIN: z
    .string()
    .refine(
      (value) => isPossibleHost(fillDomain(value, { Bucket: 'photos-1250000000', Region: 'ap-guangzhou' })),
      'must be a host that there can be, with an optional scheme and port; {Bucket} and {Region} are filled in',
    )
    .default('{Bucket}.cos.{Region}.myqcloud.com'),
  USER_PREFIX: z.string().regex(SAFE_PREFIX, `must be ${PREFIX}`).default('u/'),
  SHARED_PREFIX: z.union([z.literal(''), z.string().regex(SAFE_PREFIX, `must be empty, or ${PREFIX}`)]).default(''),
  WECHAT_APPID: text('must be the AppID of the mini program'),
  SESSION_KEYS: sessionKeys,
  SESSION_SECONDS: integer(60, 30 * 86_400).default(7200),
  USER_ID_KEY: secret('must be a random text of its own, which is never changed'),
  UPLOAD_MAX_BYTES: integer(1, 5 * 1024 * MIB).default(100 * MIB),
  UPLOAD_PART_MAX_BYTES: integer(MIB, 5 * 1024 * MIB).default(32 * MIB),
  UPLOAD_PARTS: choice(['allow', 'refuse']).default('allow'),
  UPLOAD_CONTENT_TYPES: contentTypes,
  USER_DATA_DELETION: choice(['allow', 'refuse']).default('refuse'),
  LIMIT_PER_ADDRESS: integer(1, 1_000_000).default(600),
  LIMIT_LOGINS_PER_ADDRESS: integer(1, 1_000_000).default(60),
  LIMIT_LOGINS: integer(1, 1_000_000).default(6000),
  LIMIT_PER_USER: integer(1, 1_000_000).default(120),
  LIMIT_SIGNATURES_PER_USER: integer(1, 1_000_000).default(2000),
  CREDENTIALS_SECONDS: integer(60, 7200).default(1800),
})

const codeLogin = z.object({
  LOGIN: z.literal('code'),
  WECHAT_SECRET: text('must be the AppSecret of the mini program'),
  WECHAT_API: origin('must be an address without a path').default('https://api.weixin.qq.com'),
  WECHAT_TIMEOUT_MS: integer(100, 60_000).default(5000),
})
const cloudRunLogin = z.object({
  LOGIN: z.literal('wxcloud'),
  WXCLOUD_ENV: text('must be the id of the environment, which Cloud Run itself says in CBR_ENV_ID'),
  WXCLOUD_PUBLIC_ACCESS: z.literal(
    'off',
    'must be off, once public access is closed in the console: by a public address anybody can say who they are',
  ),
})
const logins = z.discriminatedUnion('LOGIN', [codeLogin, cloudRunLogin], { error: 'must be code or wxcloud' })

const sts = z.object({
  ISSUER: z.literal('sts'),
  TENCENT_SECRET_ID: text('must be the SecretId of a sub-account that may call GetFederationToken'),
  TENCENT_SECRET_KEY: text('must be the SecretKey that belongs to it'),
  STS_HOST: host('must be a host that there can be, with an optional port').default('sts.tencentcloudapi.com'),
  STS_TIMEOUT_MS: integer(100, 60_000).default(5000),
})
const issuers = z.discriminatedUnion('ISSUER', [sts, z.object({ ISSUER: z.literal('external') })], {
  error: 'must be sts or external',
})
/** The environment variables that are read, checked one by one; what is missing gets its default. */
export const environment = common.and(logins).and(issuers)

/** All that can be set. */
export const settingNames: readonly string[] = [
  ...new Set([common, codeLogin, cloudRunLogin, sts].flatMap(({ shape }) => Object.keys(shape))),
]

/** The environment, checked. */
export type Environment = z.infer<typeof environment>
