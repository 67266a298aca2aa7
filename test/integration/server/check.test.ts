import { Readable } from 'node:stream'
import { createCos, createSts, memoryStorage, serve } from '../../../local/cos'
import type { CosOptions, RawHandler } from '../../../local/cos'
import { runCheck } from '../../../server/src/check/check'
import { IssuerError } from '../../../server/src/issuer/issuer'
import type { Issuer, Policy } from '../../../server/src'
import { createCode2Session } from '../../../server/src/login/code2session'
import { codeLoginOf, environment, settingsWith } from '../../unit/server/backend'

const { COS_BUCKET: Bucket, COS_REGION: Region } = environment
const sts = createSts({ master: 'example-master-key' })

let cos: Awaited<ReturnType<typeof serve>>
const startCos = async (more: Partial<CosOptions> = {}) => {
  cos = await serve(createCos({ storage: memoryStorage(), Bucket, Region, sts, ...more }), { port: 0 })
}
afterEach(() => cos.close())

/** What may be different from a backend that is set up well. */
interface Fault {
  settings?: Record<string, string>
  errcode?: number
  issuer?: Issuer
  now?: () => number
}

async function check({ settings: more = {}, errcode = 40029, issuer = sts, now = Date.now }: Fault = {}) {
  const lines: string[] = []
  const settings = settingsWith({ COS_DOMAIN: cos.url, ...more })
  const code2Session = createCode2Session(codeLoginOf(settings), async () => Response.json({ errcode }))
  const tools = { settings, issuer, now, print: (line: string) => void lines.push(line) }
  const exitCode = await runCheck(tools, code2Session)
  return { exitCode, lines, failed: lines.filter((line) => line.startsWith('FAIL')) }
}

const changing = (change: (policy: Policy) => Policy): Issuer => ({
  issue: ({ policy, durationSeconds }) => sts.issue({ policy: change(policy), durationSeconds }),
})

describe('--check', () => {
  it('tries all that users do and must not do, and finds nothing wrong where nothing is', async () => {
    await startCos()

    const { exitCode, lines, failed } = await check()

    expect(failed).toEqual([])
    expect(exitCode).toBe(0)
    expect(lines.filter((line) => line.endsWith(' works')).map((line) => line.slice(6))).toEqual([
      'an upload works',
      'an upload with x-cos-acl: default works',
      'a download works',
      'a listing of the folder works',
      'an upload in parts works',
    ])
    expect(lines.filter((line) => line.endsWith(' is refused'))).toHaveLength(18)
    expect(lines).toContain('ok    a download as text/html is refused')
    expect(lines).toContain('ok    an upload with x-cos-grant-full-control: id="100000000001" is refused')
    expect(lines.at(-2)).toMatch(/strict signature mode is on$/)
  })

  it('leaves nothing behind', async () => {
    const storage = memoryStorage()
    await startCos({ storage })
    await check()

    expect(await storage.load()).toEqual([])
  })

  it('says that strict signature mode is off', async () => {
    await startCos({ strict: false })

    const { exitCode, lines } = await check()

    expect(exitCode).toBe(0)
    expect(lines).toContainEqual(expect.stringMatching(/^note .*strict signature mode is off: see README.md$/))
  })

  it.each([
    ['x-cos-acl', 'an upload with x-cos-acl: public-read'],
    ['response-content-type', 'a download as text/html'],
    ['versionid', 'a deletion of an earlier version'],
    ['x-cos-storage-class', 'an upload with x-cos-storage-class: ARCHIVE'],
    ['content-length', 'an upload over the limit'],
    ['content-type', 'an upload as text/html'],
  ])('finds out where COS does not know the condition key %s', async (key, what) => {
    await startCos()
    const withoutKey = (policy: Policy) =>
      JSON.parse(
        JSON.stringify(policy, (name, value: unknown) => (name === `cos:${key}` ? undefined : value)),
      ) as Policy

    const { exitCode, failed } = await check({ issuer: changing(withoutKey) })

    expect(exitCode).toBe(1)
    expect(failed).toContainEqual(
      expect.stringMatching(new RegExp(`^FAIL  ${what} is NOT refused -> .*do not go live`)),
    )
  })

  it('finds out where COS does not know a header that is denied', async () => {
    await startCos()
    const withoutDenials = ({ version, statement }: Policy) => ({
      version,
      statement: statement.filter(({ effect }) => effect === 'allow'),
    })

    const { failed } = await check({ issuer: changing(withoutDenials) })

    expect(failed).toHaveLength(5)
    expect(failed[0]).toMatch(/an upload with x-cos-grant-read: id="100000000001" is NOT refused/)
  })

  it('says which action the sub-account lacks, and tries nothing that rests on it', async () => {
    await startCos()
    const withoutPut = ({ version, statement }: Policy) => ({
      version,
      statement: statement.map((each) => ({
        ...each,
        action: each.action.map((action) => (action === 'name/cos:PutObject' ? 'name/cos:GetObject' : action)),
      })),
    })

    const { lines, exitCode } = await check({ issuer: changing(withoutPut) })

    expect(exitCode).toBe(1)
    expect(lines).toContainEqual(
      expect.stringMatching(/^FAIL  an upload does not work: 403 AccessDenied .*sub-account.*\(name\/cos:PutObject\)$/),
    )
    expect(lines).toContain('skip  what must be refused: first the above has to work')
  })

  it.each([
    [404, 'NoSuchBucket', 'The specified bucket does not exist.', /see COS_BUCKET .* and COS_REGION/],
    [403, 'SignatureDoesNotMatch', 'x', /COS_DOMAIN is not the bucket itself/],
    [403, 'RequestTimeTooSkewed', 'x', /clock/],
    [403, 'AccessDenied', 'Request has expired', /clock/],
    [403, 'AccessDenied', 'Strict signature missing header that must be signed', /rule of strict signature mode/],
    [403, 'InvalidAccessKeyId', 'x', /another account/],
    [503, 'SlowDown', 'x', /error codes of COS/],
  ])('says what to do where COS answers %i %s, %s', async (status, code, message, todo) => {
    const body = Buffer.from(`<Error><Code>${code}</Code><Message>${message}</Message></Error>`)
    const handler: RawHandler = async () => ({ status, headers: [], body: Readable.from([body]) })
    cos = await serve(handler, { port: 0 })

    const { failed } = await check()

    expect(failed).toEqual([expect.stringMatching(/^FAIL  an upload does not work: /)])
    expect(failed[0]).toMatch(todo)
  })

  it('says that COS cannot be reached, and shows no URL', async () => {
    await startCos()

    const { failed } = await check({ settings: { COS_DOMAIN: 'http://127.0.0.1:9' } })

    expect(failed).toEqual([expect.stringMatching(/^FAIL  COS cannot be reached at 127.0.0.1:9: .* -> see COS_DOMAIN/)])
    expect(failed.join()).not.toContain('q-signature')
  })

  it.each([
    ['AuthFailure.SecretIdNotFound', /TENCENT_SECRET_ID is of no key/],
    ['AuthFailure.SignatureFailure', /TENCENT_SECRET_KEY does not belong to TENCENT_SECRET_ID/],
    ['AuthFailure.SignatureExpire', /the clock of this machine is wrong/],
    ['AuthFailure.UnauthorizedOperation', /needs name\/sts:GetFederationToken/],
    ['RequestLimitExceeded.UinLimitExceeded', /try again in a minute/],
    ['InvalidParameter.PolicyTooLong', /shorten UPLOAD_CONTENT_TYPES/],
    ['Timeout', /STS_HOST cannot be reached/],
    ['SomethingNew', /look the code up/],
  ])('says what to do where STS answers %s', async (code, todo) => {
    await startCos()
    const issuer: Issuer = { issue: async () => Promise.reject(new IssuerError(code)) }

    const { exitCode, lines } = await check({ issuer })

    expect(exitCode).toBe(1)
    expect(lines[1]).toMatch(new RegExp(`^FAIL  STS issues nothing: ${code} -> .*${todo.source}`))
    expect(lines.at(-1)).toBe('skip  the bucket: STS has to issue credentials first')
  })

  it('says by how much the clock is off', async () => {
    await startCos()

    const { failed } = await check({ now: () => Date.now() - 600_000 })

    expect(failed).toEqual([
      expect.stringMatching(/clock of this machine is off by -(?:599|600|601) s -> set it by NTP$/),
    ])
  })

  it('asks WeChat nothing where Cloud Run vouches for users, and says what cannot be seen from here', async () => {
    await startCos()
    const cloudRun = { LOGIN: 'wxcloud', WXCLOUD_ENV: 'prod-0example', WXCLOUD_PUBLIC_ACCESS: 'off' }
    const lines: string[] = []
    const settings = settingsWith({ COS_DOMAIN: cos.url, ...cloudRun })
    const tools = { settings, issuer: sts, now: Date.now, print: (line: string) => void lines.push(line) }

    expect(await runCheck(tools, undefined)).toBe(0)
    expect(lines[0]).toBe(
      'note  Cloud Run vouches for users -> see that the public address of the service does not answer',
    )
  })

  it.each([
    [40013, /WECHAT_APPID is wrong/],
    [40125, /WECHAT_SECRET is wrong/],
    [40164, /IP whitelist/],
    [-1, /WeChat is busy/],
  ])('tells WeChat’s %i from the 40029 that is good', async (errcode, todo) => {
    await startCos()

    const { exitCode, lines } = await check({ errcode })

    expect(exitCode).toBe(1)
    expect(lines[0]).toMatch(new RegExp(`^FAIL  WeChat does not take .*: ${errcode} -> .*${todo.source}`))
  })
})
