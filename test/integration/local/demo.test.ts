import { get } from 'node:http'
import { startLocal, type Local } from '../../../local/services'
import { cleanUpAfterAll } from '../../clean-up'

const cleanUp = cleanUpAfterAll()
let folder: string
let local: Local
const logged: string[] = []

beforeAll(async () => {
  folder = await cleanUp.folder('local-demo-')
  const ports = { page: 0, backend: 0, cos: 0 }
  const options = { ports, folder, demo: true, samples: false, log: (line: string) => logged.push(line) }
  local = cleanUp.adopt(await startLocal(options), (started) => started.stop())
}, 60_000)

const allowedOrigin = async (url: string, origin: string): Promise<string | null> =>
  (await fetch(url, { headers: { origin } })).headers.get('access-control-allow-origin')

describe('the demo in a browser', () => {
  it('is served as a page, built without a warning', async () => {
    const answer = await fetch(`${local.page}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(logged).toEqual([])
  })

  it('knows its backend', async () => {
    expect(await (await fetch(`${local.page}app.js`)).text()).toContain(local.backend)
  })

  it('may call the backend, and no other page may', async () => {
    const { origin } = new URL(`${local.page}`)
    expect(await allowedOrigin(`${local.backend}/config`, origin)).toBe(origin)
    expect(await allowedOrigin(`${local.backend}/config`, 'http://example.com')).toBeNull()
  })

  it('learns from the backend where COS is', async () => {
    const { Bucket, Region, cos } = local
    expect(await (await fetch(`${local.backend}/config`)).json()).toEqual({ Bucket, Region, Domain: cos })
  })
})

describe('a web page that has led its own name to this machine', () => {
  it.each(['page', 'backend', 'cos'] as const)('gets nothing from the %s', async (name) => {
    const url = new URL(`${local[name]}`)
    expect(await statusOf(url, `evil.example:${url.port}`)).toBe(421)
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      expect(await statusOf(url, `${host}:${url.port}`)).not.toBe(421)
    }
  })

  it('cannot lead the names of buckets, which are answered', async () => {
    const url = new URL(local.cos)
    expect(await statusOf(url, `${local.Bucket}.cos.${local.Region}.myqcloud.com`)).toBe(403)
    expect(await statusOf(url, `${local.Bucket}.cos.${local.Region}.evil.example`)).toBe(421)
  })
})

function statusOf({ hostname, port }: URL, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get({ hostname, port, headers: { host } }, (answer) => resolve(answer.resume().statusCode)).on('error', reject)
  })
}
