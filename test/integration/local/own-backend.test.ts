import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { COS, type CredentialsRequest, type CredentialsSource } from 'cos-miniprogram'
import { startLocal, type Local } from '../../../local/services'
import { cleanUpAfterAll } from '../../clean-up'
import { createWx, generatedFile, realClock } from '../../wx'
import { overHttp } from '../../wx/http'

const SAMPLE = join(__dirname, 'sample-backend.ts')
const MiB = 1024 * 1024
const small = 'wxfile://tmp_small.jpg'
const large = 'wxfile://tmp_large.mp4'

const cleanUp = cleanUpAfterAll()
let local: Local
const lines: string[] = []

beforeAll(async () => {
  const folder = await cleanUp.folder('own-backend-')
  const ports = { page: 0, backend: 0, cos: 0, sts: 0 }
  const start = startLocal({ ports, folder, samples: false, log: (line) => lines.push(line) })
  local = cleanUp.adopt(await start, (running) => running.stop())
}, 60_000)

/** Starts one of the two servers that Tencent's library brings, and says where it answers. */
async function startSample(name: 'sts-server' | 'sts-server-scope', allowPrefix: string): Promise<string> {
  const { sts, SecretId, SecretKey } = local
  const args = ['--import', 'tsx', SAMPLE, name, sts?.host ?? '', SecretId, SecretKey, allowPrefix]
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: sts?.certificate }
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  cleanUp.adopt(child, async (running) => {
    running.kill()
    await once(running, 'close')
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return `http://127.0.0.1:${(JSON.parse(line) as { port: number }).port}/sts`
}

/** A mini program with two files, whose backend is the one of the test. */
function setUp(credentials: CredentialsSource) {
  const http = cleanUp.adopt(overHttp(), (servers) => Promise.resolve(servers.close()))
  const files = { [small]: Buffer.from('a small photo'), [large]: generatedFile(7 * MiB) }
  const wx = createWx({ clock: realClock(), handler: http.handler, files })
  const { Bucket, Region, cos: Domain } = local
  return { wx, cos: new COS({ Bucket, Region, Domain, wx, credentials }) }
}

describe("a backend as Tencent's own sample has it, with one policy for all", () => {
  it('serves small and large uploads', async () => {
    const { cos } = setUp({ url: await startSample('sts-server', 'u/7/*') })
    expect(await cos.uploadFile({ Key: 'u/7/small.jpg', FilePath: small })).toMatchObject({ Key: 'u/7/small.jpg' })
    expect(await cos.uploadFile({ Key: 'u/7/large.mp4', FilePath: large })).toMatchObject({ Key: 'u/7/large.mp4' })
  })

  it('is refused elsewhere, and the hint names action and key', async () => {
    const { cos } = setUp({ url: await startSample('sts-server', 'u/7/*') })
    await expect(cos.uploadFile({ Key: 'u/8/small.jpg', FilePath: small })).rejects.toMatchObject({
      code: 'AccessDenied',
      hint: expect.stringContaining("name/cos:PutObject on 'u/8/small.jpg'"),
    })
  })
})

describe("a backend as Tencent's other sample has it, with a policy for what is asked", () => {
  const scopeOf = ({ Bucket: bucket, Region: region, Key, Prefix, Actions }: CredentialsRequest) =>
    Actions.map((action) => ({ action, bucket, region, prefix: Prefix ?? Key }))

  it('serves small and large uploads, though its list of actions lacks some of those that parts need', async () => {
    const { cos } = setUp({ url: await startSample('sts-server-scope', 'u/7/'), body: scopeOf })
    expect(await cos.uploadFile({ Key: 'u/7/small2.jpg', FilePath: small })).toMatchObject({ Key: 'u/7/small2.jpg' })
    expect(await cos.uploadFile({ Key: 'u/7/large2.mp4', FilePath: large })).toMatchObject({ Key: 'u/7/large2.mp4' })
  })

  it('refuses another folder, and the error says what was asked', async () => {
    const { cos } = setUp({ url: await startSample('sts-server-scope', 'u/7/'), body: scopeOf })
    await expect(cos.uploadFile({ Key: 'u/8/small.jpg', FilePath: small })).rejects.toMatchObject({
      code: 'CredentialsFailed',
      message: expect.stringContaining('you are not allowed to perform the operation'),
      hint: expect.stringContaining("Let the backend grant name/cos:PutObject on 'u/8/small.jpg'"),
    })
  })
})

it('what the reference of STS forbids, and the samples send, is named once each in the log', () => {
  const warnings = lines.filter((line) => line.startsWith('STS:'))
  expect(warnings).toHaveLength(2)
  expect(warnings.join('\n')).toMatch(/principal[^]*prefix\/\//)
})
