import { loadSettings, SettingsError } from '../../../server/src'
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

describe('loadSettings', () => {
  it('names everything that is missing, at once', () => {
    expect(problemsOf({}).map((problem) => problem.split(' ')[0])).toEqual([
      'COS_BUCKET',
      'COS_REGION',
      'WECHAT_APPID',
      'WECHAT_SECRET',
      'SESSION_KEYS',
      'USER_ID_KEY',
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
    expect(problems[0]).toMatch(new RegExp(`^${name} `))
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
