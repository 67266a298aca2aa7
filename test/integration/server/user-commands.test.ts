import { createCos, createSts, memoryStorage, serve } from '../../../local/cos'
import { readCommandLine, UsageError } from '../../../server/src/commands/command-line'
import { runUser } from '../../../server/src/commands/user'
import type { UserCommand } from '../../../server/src/commands/user'
import { createCosClient } from '../../../server/src/cos/client'
import { prefixOf } from '../../../server/src/access/grant'
import { userIdOf } from '../../../server/src/login/user'
import { environment, settingsWith } from '../../unit/server/backend'

const ANNA = 'oAnna0123456789-example_openid'
const { COS_BUCKET: Bucket, COS_REGION: Region, USER_ID_KEY } = environment
const annaId = userIdOf(ANNA, USER_ID_KEY)
const sts = createSts({ master: 'example-master-key' })

let cos: Awaited<ReturnType<typeof serve>>
beforeEach(async () => {
  cos = await serve(createCos({ storage: memoryStorage(), Bucket, Region, sts }), { port: 0 })
})
afterEach(() => cos.close())

const settings = () => settingsWith({ COS_DOMAIN: cos.url })
const prefix = () => prefixOf(annaId, settings())

/** Whoever may do everything, to put things there and to look at them. */
async function owner() {
  const statement = [{ effect: 'allow', action: ['name/cos:*'], resource: ['*'] }]
  const issued = await sts.issue({ policy: { version: '2.0', statement } })
  return createCosClient(settings().bucket, issued)
}

async function run(...args: readonly string[]): Promise<{ exitCode: number; lines: string[] }> {
  const lines: string[] = []
  const tools = { settings: settings(), issuer: sts, now: Date.now, print: (line: string) => void lines.push(line) }
  const exitCode = await runUser(readCommandLine(['user', ...args]) as UserCommand, tools)
  return { exitCode, lines }
}

async function fill() {
  const send = await owner()
  for (const Key of [`${prefix()}a.jpg`, `${prefix()}2026/图 1+%.jpg`, 'u/other/a.jpg'])
    await send({ Method: 'PUT', Key, body: 'photo', Headers: { 'content-type': 'image/jpeg' } })
  await send({ Method: 'POST', Key: `${prefix()}b.mp4`, Query: { uploads: '' } })
  return async (Key: string) => (await send({ Method: 'HEAD', Key })).status
}

describe('user prefix', () => {
  it('tells where the objects of an openid lie', async () => {
    expect(await run('prefix', ANNA)).toEqual({ exitCode: 0, lines: [`u/${annaId}/`] })
  })

  it('takes the user id that the log has', async () => {
    expect(await run('prefix', annaId)).toEqual({ exitCode: 0, lines: [`u/${annaId}/`] })
  })

  it.each(['', 'u/', `u/${annaId}/`, '../x', 'short', 'a b c d e f g h', 'x'.repeat(65)])(
    'refuses "%s"',
    async (user) => {
      await expect(run('prefix', user)).rejects.toThrow(UsageError)
    },
  )
})

describe('user list', () => {
  it('prints each object with its size, and the sum', async () => {
    await fill()

    const { exitCode, lines } = await run('list', ANNA)

    expect(exitCode).toBe(0)
    expect(lines.slice(0, -1)).toEqual([
      expect.stringMatching(/^2\S+Z\t5\tu\/.*\/2026\/图 1\+%\.jpg$/),
      expect.stringMatching(/^2\S+Z\t5\tu\/.*\/a\.jpg$/),
    ])
    expect(lines.at(-1)).toBe(`2 objects, 10 bytes, in ${prefix()}`)
  })
})

describe('user delete', () => {
  it('deletes all objects and uploads of the user, and nothing of anybody else', async () => {
    const statusOf = await fill()

    const { lines } = await run('delete', ANNA, '--yes')

    expect(lines[0]).toMatch(/^deleted 2 objects, \d versions and 1 unfinished uploads in u\//)
    expect(await statusOf(`${prefix()}a.jpg`)).toBe(404)
    expect(await statusOf(`${prefix()}2026/图 1+%.jpg`)).toBe(404)
    expect(await statusOf('u/other/a.jpg')).toBe(200)
    expect((await run('list', ANNA)).lines).toEqual([`0 objects, 0 bytes, in ${prefix()}`])
    const uploads = await (await owner())({ Method: 'GET', Key: '', Query: { uploads: '' } })
    expect(uploads.text).not.toContain('<Upload>')
  })

  it('says until when whoever is logged in can still write', async () => {
    expect((await run('delete', ANNA, '--yes')).lines.at(-1)).toContain('can write for 150 minutes more')
  })

  it('deletes nothing without --yes, and shows what it would delete', async () => {
    const statusOf = await fill()

    const { exitCode, lines } = await run('delete', ANNA)

    expect(exitCode).toBe(1)
    expect(lines).toHaveLength(4)
    expect(await statusOf(`${prefix()}a.jpg`)).toBe(200)
  })

  it('has credentials for the one folder alone', async () => {
    const policies: unknown[] = []
    const issuer = {
      issue: (request: Parameters<typeof sts.issue>[0]) => (policies.push(request.policy), sts.issue(request)),
    }
    const tools = { settings: settings(), issuer, now: Date.now, print: () => undefined }
    await runUser({ name: 'user', action: 'delete', user: ANNA, isSure: true }, tools)

    const resources = JSON.stringify(policies).match(/"resource":\[[^\]]*\]/g)
    expect(new Set(resources)).toEqual(
      new Set([`"resource":["qcs::cos:${Region}:uid/1250000000:${Bucket}/${prefix()}*"]`]),
    )
    expect(policies).toHaveLength(1)
  })

  it('says which host cannot be reached, and shows no URL', async () => {
    const nowhere = settingsWith({ COS_DOMAIN: 'http://127.0.0.1:9' })
    const tools = { settings: nowhere, issuer: sts, now: Date.now, print: () => undefined }

    await expect(runUser({ name: 'user', action: 'list', user: ANNA, isSure: false }, tools)).rejects.toThrow(
      /^COS cannot be reached at 127\.0\.0\.1:9: \w+$/,
    )
  })
})
