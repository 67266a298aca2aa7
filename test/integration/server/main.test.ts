import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { production, runBackend, urlOf } from './backend-process'
import type { BackendProcess } from './backend-process'

let folder: string
let running: BackendProcess[] = []
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backend-'))
})
afterEach(async () => {
  running.forEach(({ child }) => child.kill('SIGKILL'))
  await Promise.all(running.map(({ closed }) => closed))
  running = []
  await rm(folder, { recursive: true })
})

/** The backend in an empty folder, with just this environment. */
function run(env: Record<string, string>): BackendProcess {
  const backend = runBackend(folder, env)
  running.push(backend)
  return backend
}

/** What it says as it ends. */
async function outcomeOf({ closed, stderr }: BackendProcess): Promise<{ code: unknown; stderr: string }> {
  const [code] = await closed
  return { code, stderr: stderr() }
}

const writeEnv = (content: string) => writeFile(join(folder, '.env'), content)

describe('the backend as a process', () => {
  it('names every missing setting and what may have been meant for it, and ends', async () => {
    const { code, stderr } = await outcomeOf(run({ COS_BUKET: 'photos-1250000000' }))

    expect(code).toBe(1)
    expect(stderr).toContain('COS_REGION must be the region')
    expect(stderr).toContain('TENCENT_SECRET_KEY must be')
    expect(stderr).toContain('COS_BUKET is no setting; COS_BUCKET is')
  })

  it('refuses to start with an issuer that nobody hands in', async () => {
    const { code, stderr } = await outcomeOf(run({ ...production, ISSUER: 'external' }))

    expect(code).toBe(1)
    expect(stderr).toContain('ISSUER must be sts')
  })

  it('ends where it cannot listen, even with a Redis that it cannot reach', async () => {
    const env = { ...production, HOST: 'no-such-host.invalid', REDIS_URL: 'redis://127.0.0.1:1' }
    const { code, stderr } = await outcomeOf(run(env))

    expect(code).toBe(1)
    expect(stderr).toContain('HOST must be an address of this machine')
  })

  it('reads .env, lets the environment win, serves, and stops at SIGTERM', async () => {
    const { COS_REGION: _, ...env } = production
    await writeEnv('COS_REGION=ap-beijing\nCOS_BUCKET=ignored-1250000000\n')
    const backend = run(env)

    const config: unknown = await (await fetch(`${await urlOf(backend)}/config`)).json()
    expect(config).toMatchObject({ Bucket: 'photos-1250000000', Region: 'ap-beijing' })

    backend.child.kill('SIGTERM')
    expect(await backend.closed).toEqual([0, null])
    expect(backend.stderr()).toBe('')
  })

  it('reads a .env as Notepad writes it, with a byte order mark', async () => {
    const { COS_BUCKET, ...env } = production
    await writeEnv(`\ufeffCOS_BUCKET=${COS_BUCKET}\r\nCOS_REGION=ap-beijing\r\n`)

    expect(await urlOf(run(env))).toMatch(/^http/)
  })

  it('says so where .env cannot be read', async () => {
    await mkdir(join(folder, '.env'))
    const { code, stderr } = await outcomeOf(run(production))

    expect(code).toBe(1)
    expect(stderr).toBe('.env cannot be read: EISDIR\n')
  })

  it('warns of variables that look like settings and are none', async () => {
    const { logged } = run({ ...production, UPLOAD_MAX_BYTE: '1', LIMIT_LOGIN: '1' })

    expect(await logged('variables that look like settings, and are none')).toMatchObject({
      level: 40,
      unknown: [
        { name: 'UPLOAD_MAX_BYTE', meant: 'UPLOAD_MAX_BYTES' },
        { name: 'LIMIT_LOGIN', meant: 'LIMIT_LOGINS' },
      ],
    })
  })

  it('logs by what one USER_ID_KEY is told from another, and not the key', async () => {
    const fingerprintFor = async (USER_ID_KEY: string) => {
      const backend = run({ ...production, USER_ID_KEY })
      const { userIdKey } = await backend.logged('listening')
      expect(JSON.stringify(backend.lines)).not.toContain(USER_ID_KEY)
      return userIdKey
    }
    const [one, same, other] = await Promise.all([
      fingerprintFor('one-key-one-key-one-key-one-key-1'),
      fingerprintFor('one-key-one-key-one-key-one-key-1'),
      fingerprintFor('one-key-one-key-one-key-one-key-2'),
    ])

    expect(one).toMatch(/^[0-9a-f]{8}$/)
    expect(same).toBe(one)
    expect(other).not.toBe(one)
  })
})
