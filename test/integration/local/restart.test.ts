import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocal, type Local } from '../../../local/services'
import { logInAndGetCredentials, officialClient, refusal } from './clients'

const object = { Bucket: 'demo-1250000000', Region: 'ap-guangzhou', Key: 'kept.txt' }
let folder: string
let running: Local | undefined

beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'local-restart-'))))
afterEach(() => running?.stop())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function start(options: { fresh?: boolean; strict?: boolean } = {}): Promise<Local> {
  running = await startLocal({ ports: { page: 0, backend: 0, cos: 0 }, folder, samples: false, ...options })
  return running
}

describe('a restart of the local services', () => {
  it('keeps objects, keys and users', async () => {
    const first = await start()
    await officialClient(first).putObject({ ...object, Body: 'kept' })
    const { userPrefix } = await logInAndGetCredentials(first, 'device.1')
    await first.stop()
    const second = await start()
    expect(second.SecretKey).toBe(first.SecretKey)
    expect((await officialClient(second).getObject(object)).Body.toString()).toBe('kept')
    expect((await logInAndGetCredentials(second, 'device.2')).userPrefix).toBe(userPrefix)
  })

  it('with fresh forgets all of it', async () => {
    const first = await start()
    await officialClient(first).putObject({ ...object, Body: 'kept' })
    await first.stop()
    const second = await start({ fresh: true })
    expect(second.SecretKey).not.toBe(first.SecretKey)
    expect(await refusal(officialClient(second).getObject(object))).toEqual({ code: 'NoSuchKey', statusCode: 404 })
  })

  it('with fresh on taken ports leaves the data of whoever has them', async () => {
    const first = await start()
    await officialClient(first).putObject({ ...object, Body: 'kept' })
    const ports = { page: 0, backend: 0, cos: Number(new URL(first.cos).port) }
    await expect(startLocal({ ports, folder, samples: false, fresh: true })).rejects.toThrow(
      `port ${ports.cos} is in use`,
    )
    expect((await officialClient(first).getObject(object)).Body.toString()).toBe('kept')
  })
})

describe('the backend of the local services', () => {
  it('takes a login code once', async () => {
    const local = await start()
    await logInAndGetCredentials(local, 'device.once')
    await expect(logInAndGetCredentials(local, 'device.once')).rejects.toThrow('LoginCodeUsed')
  })

  it('gives the codes of WeChat DevTools the same folder, today and after a restart', async () => {
    const first = await start()
    const { userPrefix } = await logInAndGetCredentials(first, '0b3KXgml2TnLEa4Bqinl2JbQXl0KXgmC')
    await expect(logInAndGetCredentials(first, '0b3KXgml2TnLEa4Bqinl2JbQXl0KXgmC')).rejects.toThrow('LoginCodeUsed')
    await first.stop()
    const second = await start()
    expect((await logInAndGetCredentials(second, '0f1Wd1000gFkHP1sKn000pGt4M3Wd10-')).userPrefix).toBe(userPrefix)
    expect((await logInAndGetCredentials(second, 'the code is a mock one')).userPrefix).toBe(userPrefix)
    expect((await logInAndGetCredentials(second, 'the code is a mock one')).userPrefix).toBe(userPrefix)
  })
})

describe('strict signature mode', () => {
  it.each([
    [{}, 403],
    [{ strict: true }, 403],
    [{ strict: false }, 200],
  ])('with %j answers a parameter that was not signed with %i', async (options, status) => {
    const local = await start({ fresh: true, ...options })
    const client = officialClient(local)
    await client.putObject({ ...object, Body: 'kept' })
    const url = client.getObjectUrl({ ...object, Sign: true }, () => {})
    expect((await fetch(`${url}&response-content-type=text%2Fhtml`)).status).toBe(status)
  })
})
