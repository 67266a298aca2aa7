import { loadSettings, SettingsError } from '../../../server/src'
import { settingNames } from '../../../server/src/environment'
import { unknownNames } from '../../../server/src/unknown-names'
import { environment, settingsWith } from './backend'

const problemsOf = (env: Record<string, string | undefined>) => {
  try {
    loadSettings(env)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

const production = {
  ...environment,
  ISSUER: 'sts',
  TENCENT_SECRET_ID: 'AKIDEXAMPLE',
  TENCENT_SECRET_KEY: 'example-secret-key',
}

const SECRET = '0123456789012345678901234567890123'
const OTHER_SECRET = 'abcdefghijabcdefghijabcdefghijabcdef'

describe('loadSettings', () => {
  it('names everything that is missing, at once', () => {
    expect(problemsOf({}).map((problem) => problem.split(' ')[0])).toEqual([
      'COS_BUCKET',
      'COS_REGION',
      'WECHAT_APPID',
      'SESSION_KEYS',
      'USER_ID_KEY',
      'WECHAT_SECRET',
      'TENCENT_SECRET_ID',
      'TENCENT_SECRET_KEY',
    ])
  })

  it('takes an empty variable for one that is not set', () => {
    expect(problemsOf({ ...production, COS_REGION: '' })).toEqual(['COS_REGION must be the region'])
  })

  it('shows no value, not even of a wrong secret', () => {
    const env = {
      ...production,
      SESSION_KEYS: 'k1:short-secret',
      USER_ID_KEY: 'tiny-secret',
      STS_HOST: 'bad host secret',
    }

    expect(problemsOf(env)).toHaveLength(3)
    expect(problemsOf(env).join('\n')).not.toMatch(/short-secret|tiny-secret|bad host/)
  })

  it.each([
    ['COS_BUCKET', 'photos'],
    ['COS_REGION', 'Guangzhou!'],
    ['COS_DOMAIN', 'https://host/path'],
    ['COS_DOMAIN', 'localhost:99999'],
    ['COS_DOMAIN', 'localhost:0'],
    ['COS_DOMAIN', '{bucket}.example.com'],
    ['COS_DOMAIN', '999.1.1.1'],
    ['COS_DOMAIN', 'a..example.com'],
    ['COS_DOMAIN', '-a.example.com'],
    ['COS_DOMAIN', `${'a'.repeat(64)}.example.com`],
    ['COS_DOMAIN', 'somebody@example.com'],
    ['COS_DOMAIN', 'ftp://example.com'],
    ['STS_HOST', 'sts.example.com:65536'],
    ['STS_HOST', 'https://sts.example.com'],
    ['STS_HOST', 'sts..com'],
    ['WECHAT_API', 'https://api.example.com:99999'],
    ['WECHAT_API', 'https://api.example.com/'],
    ['HOST', '999.1.1.1'],
    ['HOST', '127.0.0.1:80'],
    ['REDIS_URL', 'redis://'],
    ['REDIS_URL', 'redis://example.com:99999'],
    ['REDIS_URL', 'redis://:pass#word@example.com'],
    ['CORS_ORIGINS', 'https://example.com:99999'],
    ['KEEP_ALIVE_SECONDS', '0'],
    ['DRAIN_SECONDS', '61'],
    ['METRICS_TOKEN', 'too-short'],
    ['LOG_LEVEL', 'trace'],
    ['UPLOAD_PARTS', 'false'],
    ['USER_PREFIX', 'u'],
    ['USER_PREFIX', '../'],
    ['SHARED_PREFIX', '*/'],
    ['SHARED_PREFIX', 'u/'],
    ['SHARED_PREFIX', 'u/0123/'],
    ['SESSION_KEYS', 'k1:0123456789012345678901234567890123,k1:0123456789012345678901234567890123'],
    ['UPLOAD_CONTENT_TYPES', 'image/*'],
    ['UPLOAD_CONTENT_TYPES', 'image/jpeg,text/html'],
    ['UPLOAD_CONTENT_TYPES', 'image/svg+xml'],
    ['CREDENTIALS_SECONDS', '86400'],
    ['LIMIT_PER_USER', '0'],
    ['PORT', '9000.5'],
    ['REDIS_URL', 'http://example.com'],
    ['CORS_ORIGINS', '*'],
    ['ISSUER', 'nobody'],
  ])('refuses %s=%s', (name, value) => {
    const problems = problemsOf({ ...production, [name]: value })

    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatch(new RegExp(`^${name} must `))
  })

  it.each([
    ['USER_ID_KEY', 'SESSION_KEYS', { USER_ID_KEY: SECRET, SESSION_KEYS: `k1:${SECRET}` }],
    ['USER_ID_KEY', 'SESSION_KEYS', { USER_ID_KEY: SECRET, SESSION_KEYS: `k2:${OTHER_SECRET},k1:${SECRET}` }],
    ['SESSION_KEYS', 'SESSION_KEYS', { SESSION_KEYS: `k2:${SECRET},k1:${SECRET}` }],
    ['METRICS_TOKEN', 'USER_ID_KEY', { USER_ID_KEY: SECRET, METRICS_TOKEN: SECRET }],
    ['WECHAT_SECRET', 'USER_ID_KEY', { USER_ID_KEY: SECRET, WECHAT_SECRET: SECRET }],
    ['TENCENT_SECRET_KEY', 'WECHAT_SECRET', { TENCENT_SECRET_KEY: SECRET, WECHAT_SECRET: SECRET }],
  ])('refuses %s that is one of %s', (name, other, env) => {
    expect(problemsOf({ ...production, ...env })).toEqual([`${name} must be a secret of its own, not one of ${other}`])
  })

  it.each(settingNames)('says of %s what it must be, whatever is wrong', (name) => {
    for (const value of ['', ' ', ',', ':', '-1', '!', '\u0000', '中文', 'x'.repeat(5000)]) {
      for (const problem of problemsOf({ ...production, [name]: value })) expect(problem).toMatch(/^[A-Z_]+ must /)
    }
  })

  it('takes hosts of all kinds', () => {
    const env = {
      COS_DOMAIN: 'http://[::1]:5182',
      STS_HOST: 'localhost:8443',
      HOST: '::1',
      REDIS_URL: 'rediss://user:p%23ss@[2001:db8::1]:6380/2',
      CORS_ORIGINS: 'https://Example.com:443',
    }

    expect(settingsWith(env)).toMatchObject({ host: '::1', corsOrigins: ['https://example.com'] })
  })

  it('fills in the domain and splits lists', () => {
    const { bucket, corsOrigins, session } = settingsWith({
      COS_DOMAIN: 'https://{Bucket}.{Region}.example.com',
      CORS_ORIGINS: 'http://127.0.0.1:5180, https://example.com',
      SESSION_KEYS: 'new:0123456789012345678901234567890123,old:abcdefghijabcdefghijabcdefghijabcdef',
    })

    expect(bucket.Domain).toBe('https://photos-1250000000.ap-guangzhou.example.com')
    expect(corsOrigins).toEqual(['http://127.0.0.1:5180', 'https://example.com'])
    expect(session.keys.map(({ id }) => id)).toEqual(['new', 'old'])
  })

  it('asks for no key of Tencent where an issuer is handed in', () => {
    expect(settingsWith().issuer).toEqual({ kind: 'external', durationSeconds: 1800 })
  })
})

describe('names that are no settings', () => {
  it.each([
    ['COS_BUKET', 'COS_BUCKET'],
    ['UPLOAD_MAX_BYTE', 'UPLOAD_MAX_BYTES'],
    ['UPLAOD_MAX_BYTES', 'UPLOAD_MAX_BYTES'],
    ['LIMIT_PER_USERS', 'LIMIT_PER_USER'],
    ['cos_bucket', 'COS_BUCKET'],
    ['TRUSTED_PROXY', undefined],
    ['SESSION_TTL', undefined],
  ])('are found where they look like ours: %s', (name, meant) => {
    expect(unknownNames({ ...production, [name]: 'x' })).toEqual([meant === undefined ? { name } : { name, meant }])
  })

  it("are nobody else's", () => {
    const others = {
      PATH: '/usr/bin',
      HOME: '/home/node',
      HOSTNAME: 'a',
      NODE_ENV: 'production',
      TZ: 'UTC',
      USER: 'node',
      PORTS: '1',
      COS_BACKEND_SERVICE_HOST: '10.0.0.1',
      REDIS_PORT: 'tcp://10.0.0.1:6379',
      REDIS_PORT_6379_TCP_ADDR: '10.0.0.1',
      TENCENTCLOUD_RUNENV: 'SCF',
    }

    expect(unknownNames({ ...production, ...others })).toEqual([])
  })
})
