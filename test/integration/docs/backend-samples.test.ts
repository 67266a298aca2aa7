/** The backends of the documentation, run: what they grant and sign is tried on a COS that enforces it. */
import { compileFunction } from 'node:vm'
import { transformSync } from 'esbuild'
import { COS, type CredentialsSource } from 'cos-miniprogram'
import * as presign from 'cos-miniprogram/presign'
import { createCos, createSts, memoryStorage } from '../../../local/cos'
import { START } from '../../unit/sdk/example'
import { codeBlocks, read } from '../../unit/docs/pages'
import { Bucket, key, Region, Server } from '../transfer/server'
import { createWx, virtualClock } from '../../wx'

type IssueCredentials = (request: object, folder: string) => Promise<Record<string, unknown>>
type Sign = (request: object, folder: string) => Promise<presign.PresignedRequest>

const clock = virtualClock({ start: START })
const sts = createSts({ master: 'an example', now: clock.now })
const handler = createCos({ storage: memoryStorage(), Bucket, Region, keys: [key], sts, now: clock.now })
const wx = createWx({ clock, handler: () => handler })
const server = new Server(handler, clock.now)

/** What a block of the page exports, with Tencent's service in place of the one that answers over the internet. */
function run(name: string): Record<string, unknown> {
  const code = codeBlocks(read('docs/backend.md'), 'ts').find((block) => block.includes(`function ${name}(`))
  const packages: Record<string, unknown> = {
    'qcloud-cos-sts': {
      getCredential: ({ policy }: { policy: object }) => sts.issue({ policy, durationSeconds: 1800 }),
    },
    'cos-miniprogram/presign': { ...presign, Presigner: SignerOfNow },
  }
  const module = { exports: {} }
  const { code: script } = transformSync(code ?? '', { loader: 'ts', format: 'cjs' })
  const process = { env: { SECRET_ID: key.SecretId, SECRET_KEY: key.SecretKey } }
  const load = compileFunction(script, ['require', 'module', 'process']) as (...given: unknown[]) => void
  load((wanted: string) => packages[wanted], module, process)
  return module.exports
}

/** A signer on the clock of the test. */
class SignerOfNow extends presign.Presigner {
  constructor(options: presign.COSOptions) {
    super({ ...options, now: clock.now })
  }
}

const issueCredentials = run('issueCredentials').issueCredentials as IssueCredentials
const sign = run('sign').sign as Sign
const clientWith = (credentials: CredentialsSource): COS =>
  new COS({ Bucket, Region, wx, now: clock.now, timers: wx.phone.timers, random: () => 0.5, credentials })
const clientFor = (folder: string): COS =>
  clientWith({ getCredentials: async (request) => issueCredentials(request, folder) })
const settle = <T>(call: Promise<T>): Promise<T> => clock.run(call)

describe('the backend that issues credentials', () => {
  it('lets a user upload, list, read and look at what is theirs', async () => {
    const cos = clientFor('u/ann/')
    await settle(cos.uploadFile({ Key: 'u/ann/a.txt', Body: 'hello' }))
    await settle(cos.uploadFile({ Key: 'u/ann/b.bin', Body: new ArrayBuffer(3 * 1024 * 1024), partThreshold: 1 }))
    const { Contents } = await settle(cos.listObjects({ Prefix: 'u/ann/' }))
    expect(Contents.map(({ Key }) => Key)).toEqual(['u/ann/a.txt', 'u/ann/b.bin'])
    expect((await settle(cos.downloadFile({ Key: 'u/ann/a.txt' }))).Size).toBe(5)
    expect((await settle(cos.headObject({ Key: 'u/ann/b.bin' }))).Size).toBe(3 * 1024 * 1024)
  })

  it('is asked once for all that is read', async () => {
    let asked = 0
    const cos = clientWith({ getCredentials: async (request) => (asked++, issueCredentials(request, 'u/ann/')) })
    await settle(cos.presign({ Key: 'u/ann/a.txt' }))
    await settle(cos.presignAll([{ Key: 'u/ann/b.bin' }, { Key: 'u/ann/c.txt' }]))
    expect(asked).toBe(1)
  })

  it.each([
    ['an object of another user', { Key: 'u/bob/a.txt', Actions: ['name/cos:GetObject'] }],
    ['a listing of another user', { Key: '', Prefix: 'u/bob/', Actions: ['name/cos:GetBucket'] }],
    ['a listing of everything', { Key: '', Actions: ['name/cos:GetBucket'] }],
    ['an upload for which a policy would stand for more', { Key: 'u/ann/*', Actions: ['name/cos:PutObject'] }],
    ['an upload to no key', { Key: '', Prefix: 'u/ann/', Actions: ['name/cos:PutObject'] }],
    ['an action of buckets', { Key: 'u/ann/a.txt', Actions: ['name/cos:DeleteBucket'] }],
    ['all actions', { Key: 'u/ann/a.txt', Actions: ['name/cos:*'] }],
  ])('refuses %s', async (_, request) => {
    await expect(issueCredentials(request, 'u/ann/')).rejects.toThrow('not yours')
  })

  it('issues a key to write that is good for that one object alone', async () => {
    await server.put('u/ann/kept.txt', 'kept')
    const asked = { Bucket, Region, Key: 'u/ann/a.txt', Actions: ['name/cos:PutObject'] }
    const issued = { ...(await issueCredentials(asked, 'u/ann/')), Scope: undefined }
    const cos = clientWith({ getCredentials: async () => issued })
    const upload = cos.uploadFile({ Key: 'u/ann/kept.txt', Body: 'changed' })
    await expect(settle(upload)).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(String(await server.object('u/ann/kept.txt'))).toBe('kept')
  })
})

describe('the backend that signs', () => {
  it('signs uploads and downloads, so that no key reaches the phone', async () => {
    const cos = clientWith({ signUrl: (request) => sign(request, 'u/ann/') })
    await settle(cos.uploadFile({ Key: 'u/ann/signed.txt', Body: 'signed' }))
    expect((await settle(cos.downloadFile({ Key: 'u/ann/signed.txt' }))).Size).toBe(6)
  })

  it('signs nothing of another user', () => {
    expect(() => sign({ Method: 'GET', Key: 'u/bob/a.txt', Query: {}, Headers: {} }, 'u/ann/')).toThrow('not yours')
  })
})
