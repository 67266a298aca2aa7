import { statSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { samples } from '../../../local/samples'
import { cleanUpAfterAll } from '../../clean-up'
import { logInAndGetCredentials, clientWith, officialClient, refusal } from './clients'
import { npmRunLocal, type LocalLine, type RunningCommand } from './command'

const cleanUp = cleanUpAfterAll()
let folder: string
beforeAll(async () => void (folder = await cleanUp.folder('local-command-')))

describe('npm run local -- --json', () => {
  let command: RunningCommand
  let local: LocalLine

  beforeAll(async () => {
    const args = ['--json', '--port', '0', '--folder', folder, '--credentials-seconds', '2']
    command = cleanUp.adopt(npmRunLocal(...args), (running) => running.stop())
    local = await command.ready
  }, 180_000)

  it('serves put, head, get, list and delete to the official SDK', async () => {
    const { Bucket, Region } = local
    const client = officialClient(local)
    const object = { Bucket, Region, Key: '目录/a b+c%#.txt' }
    await client.putObject({ ...object, Body: 'hello', ContentType: 'text/plain' })
    expect((await client.headObject(object)).headers).toMatchObject({
      'content-length': '5',
      'content-type': 'text/plain',
    })
    expect((await client.getObject(object)).Body.toString()).toBe('hello')
    const list = async (): Promise<string[]> =>
      (await client.getBucket({ Bucket, Region, Prefix: '目录/' })).Contents.map(({ Key }) => Key)
    expect(await list()).toEqual([object.Key])
    await client.deleteObject(object)
    expect(await list()).toEqual([])
  })

  it('has the sample pictures', async () => {
    const { Bucket, Region } = local
    const { Contents } = await officialClient(local).getBucket({ Bucket, Region, Prefix: 'samples/' })
    expect(Contents.map(({ Key }) => Key).sort()).toEqual(samples.map(({ name }) => `samples/${name}`).sort())
  })

  it('answers SignatureDoesNotMatch to a wrong key', async () => {
    const { Bucket, Region } = local
    const client = officialClient({ ...local, SecretKey: 'EXAMPLE' })
    const call = client.getObject({ Bucket, Region, Key: 'samples/山与海.jpg' })
    expect(await refusal(call)).toEqual({ code: 'SignatureDoesNotMatch', statusCode: 403 })
  })

  it("answers AccessDenied to one user's credentials at another user's objects", async () => {
    const { Bucket, Region } = local
    const [mine, theirs] = [
      await logInAndGetCredentials(local, 'device-a.1'),
      await logInAndGetCredentials(local, 'device-b.1'),
    ]
    const call = clientWith(local, mine).getObject({ Bucket, Region, Key: `${theirs.userPrefix}photo.jpg` })
    expect(await refusal(call)).toEqual({ code: 'AccessDenied', statusCode: 403 })
  })

  it('answers ExpiredToken once the credentials have ended', async () => {
    const { Bucket, Region } = local
    const granted = await logInAndGetCredentials(local, 'device-a.2')
    const client = clientWith(local, granted)
    const ask = () => refusal(client.getBucket({ Bucket, Region, Prefix: granted.userPrefix }))
    let answer = await ask()
    expect(answer.statusCode).toBe(200)
    while (answer.statusCode === 200) answer = await ask()
    expect(answer).toEqual({ code: 'ExpiredToken', statusCode: 400 })
  })

  it("stands in for WeChat's login, for a backend of one's own", async () => {
    const response = await fetch(`${local.wechat}/sns/jscode2session?js_code=device-a.3`)
    expect(await response.json()).toMatchObject({ openid: expect.stringMatching(/^local/) })
  })

  it('keeps its secrets from other users of the machine', () => {
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600)
  })

  it('prints one line of JSON, and frees its ports on Ctrl-C', async () => {
    command.interrupt()
    const { lines } = await command.ended
    expect(lines.filter((line) => line !== '' && !line.startsWith('>'))).toEqual([JSON.stringify(local)])
    for (const url of [local.cos, local.backend, local.wechat, `https://${local.sts.host}`])
      await expect(listenAndClose(Number(new URL(url).port))).resolves.toBe('free')
  })
})

describe('npm run local', () => {
  it('names a port that is taken, touches nothing, and fails', async () => {
    const blocker = createServer()
    const taken = await new Promise<number>((settle) => {
      blocker.listen(0, '127.0.0.1', () => settle((blocker.address() as AddressInfo).port))
    })
    const untouched = join(folder, 'untouched')
    const { status, errors } = await npmRunLocal('--port', `${taken - 1}`, '--folder', untouched, '--fresh').ended
    blocker.close()
    expect(status).toBe(1)
    expect(errors).toContain(`port ${taken} is in use: stop what uses it, or choose other ports with --port\n`)
    expect(() => statSync(untouched)).toThrow('ENOENT')
  }, 20_000)

  it('refuses a flag that it does not know', async () => {
    const { status, errors } = await npmRunLocal('--prot', '1').ended
    expect(status).toBe(1)
    expect(errors).toContain("Unknown option '--prot': --help lists what there is\n")
  }, 20_000)
})

function listenAndClose(port: number): Promise<string> {
  const server = createServer()
  return new Promise((settle, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => server.close(() => settle('free')))
  })
}
