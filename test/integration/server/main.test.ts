import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { environment } from '../../unit/server/backend'

const MAIN = join(__dirname, '../../../server/src/main.ts')
const production = {
  ...environment,
  ISSUER: 'sts',
  TENCENT_SECRET_ID: 'AKIDEXAMPLE',
  TENCENT_SECRET_KEY: 'example-secret-key',
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'info',
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backend-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The backend as it runs in production, in an empty folder, with just this environment. */
function run(env: Record<string, string>): ChildProcess {
  const tsx = createRequire(__filename).resolve('tsx')
  return spawn(process.execPath, ['--import', tsx, MAIN], { cwd: folder, env: { PATH: process.env.PATH, ...env } })
}

async function outcomeOf(child: ChildProcess): Promise<{ code: unknown; stderr: string }> {
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const [code] = (await once(child, 'close')) as unknown[]
  return { code, stderr }
}

/** The lines of the log, each as soon as it is there. */
const linesOf = (child: ChildProcess) =>
  createInterface({ input: child.stdout ?? process.stdin })[Symbol.asyncIterator]()

describe('the backend as a process', () => {
  it('names every missing setting, and ends', async () => {
    const { code, stderr } = await outcomeOf(run({ COS_BUCKET: 'photos-1250000000' }))

    expect(code).toBe(1)
    expect(stderr).toContain('COS_REGION must be the region')
    expect(stderr).toContain('TENCENT_SECRET_KEY must be')
  })

  it('refuses to start with an issuer that nobody hands in', async () => {
    const { code, stderr } = await outcomeOf(run({ ...production, ISSUER: 'external' }))

    expect(code).toBe(1)
    expect(stderr).toContain('ISSUER must be sts')
  })

  it('reads .env, lets the environment win, serves, and stops at SIGTERM', async () => {
    const { COS_REGION: _, ...env } = production
    await writeFile(join(folder, '.env'), 'COS_REGION=ap-beijing\nCOS_BUCKET=ignored-1250000000\n')
    const child = run(env)
    const closed = once(child, 'close')
    const lines = linesOf(child)
    const { port } = JSON.parse(String((await lines.next()).value)) as { port: number }

    const config: unknown = await (await fetch(`http://127.0.0.1:${port}/config`)).json()
    expect(config).toMatchObject({ Bucket: 'photos-1250000000', Region: 'ap-beijing' })

    child.kill('SIGTERM')
    expect(await closed).toEqual([0, null])
  })
})
