import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createCos, createSts, memoryStorage, serve } from '../../../local/cos'
import { userIdOf } from '../../../server/src/login/user'
import { environment } from '../../unit/server/backend'
import { production } from './backend-process'
import { json, startUpstreams } from './upstreams'
import type { Answer } from './upstreams'

const MAIN = join(__dirname, '../../../server/src/main.ts')
const tsx = createRequire(__filename).resolve('tsx')
const ANNA = 'oAnna0123456789-example_openid'

const sts = createSts({ master: 'example-master-key' })
let upstreams: Awaited<ReturnType<typeof startUpstreams>>
let cos: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  upstreams = await startUpstreams()
  upstreams.sts.answer = issueAnswer
  const { COS_BUCKET: Bucket, COS_REGION: Region } = environment
  cos = await serve(createCos({ storage: memoryStorage(), Bucket, Region, sts }), { port: 0 })
})
afterAll(() => Promise.all([upstreams.close(), cos.close()]))

/** STS as it answers over https, with what the local COS takes. */
const issueAnswer: Answer = async (response, body) => {
  const { Policy, DurationSeconds } = JSON.parse(body) as { Policy: string; DurationSeconds: number }
  const policy: unknown = JSON.parse(decodeURIComponent(Policy))
  const { credentials, expiredTime, requestId } = await sts.issue({ policy, durationSeconds: DurationSeconds })
  const { tmpSecretId: TmpSecretId, tmpSecretKey: TmpSecretKey, sessionToken: Token } = credentials
  const Credentials = { TmpSecretId, TmpSecretKey, Token }
  response.end(JSON.stringify({ Response: { Credentials, ExpiredTime: expiredTime, RequestId: requestId } }))
}

interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** The program with arguments, and the settings of production. */
function run(args: readonly string[], more: Record<string, string> = {}): Promise<Outcome> {
  const env = { PATH: process.env.PATH, ...production, ...upstreams.env, COS_DOMAIN: cos.url, ...more }
  const command = ['--import', tsx, MAIN, ...args]
  return new Promise((resolve) =>
    execFile(process.execPath, command, { cwd: upstreams.folder, env }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    ),
  )
}

describe('the program', () => {
  it('tries everything with --check, says so line by line, and shows no secret', async () => {
    upstreams.wechat.answer = json({ errcode: 40029, errmsg: 'invalid code, rid: 1' })

    const { code, stdout, stderr } = await run(['--check'])

    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toContain('ok    WeChat knows WECHAT_APPID and WECHAT_SECRET\n')
    expect(stdout).toContain('ok    STS issues credentials')
    expect(stdout).toContain('ok    a download as text/html is refused\n')
    expect(stdout).not.toMatch(/FAIL|q-signature|example-secret-key|example-app-secret|AKID/)
  })

  it('ends with 1 where something is wrong', async () => {
    upstreams.wechat.answer = json({ errcode: 40125, errmsg: 'invalid appsecret' })

    const { code, stdout } = await run(['--check'])

    expect(code).toBe(1)
    expect(stdout).toContain('FAIL  WeChat does not take the AppID and its secret: 40125 -> WECHAT_SECRET is wrong')
  })

  it('turns an openid into the folder of its user', async () => {
    const folder = `u/${userIdOf(ANNA, environment.USER_ID_KEY)}/\n`

    expect(await run(['user', 'prefix', ANNA])).toEqual({ code: 0, stdout: folder, stderr: '' })
  })

  it('deletes what a user has', async () => {
    expect((await run(['user', 'delete', ANNA, '--yes'])).stdout).toMatch(/^deleted 0 objects/)
  })

  it('explains itself with --help, and needs no settings for it', async () => {
    const { code, stdout } = await run(['--help'], { COS_BUCKET: '' })

    expect(code).toBe(0)
    expect(stdout).toContain('user delete <user> --yes')
  })

  it.each([['--port'], ['user', 'drop', ANNA]])('refuses what it does not know: %s', async (...args) => {
    const { code, stdout, stderr } = await run(args)

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).not.toBe('')
  })
})
