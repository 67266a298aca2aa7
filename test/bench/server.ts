import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import autocannon from 'autocannon'
import { createApp, loadSettings, start } from '../../server/src'
import type { AppOptions, RunningServer } from '../../server/src'
import type { ServerRow } from './figures/figures'
import type { Report } from './report'
import { environment } from './server-environment'

/** What the lines of `run` are about. */
export const title = 'server/: credentials a second, with an issuer that answers at once'

const CONNECTIONS = [1, 16, 128]
const SECONDS = 3
const FLOOD_ADDRESSES = 50_000
const MEBIBYTE = 1024 * 1024

const NO_LIMIT = { LIMIT_PER_ADDRESS: '1000000', LIMIT_PER_USER: '1000000' }

const optionsWith = (more: Record<string, string>): AppOptions => ({
  settings: loadSettings({ ...environment, ...more }),
  code2Session: async () => 'example-openid',
  issuer: {
    issue: async ({ durationSeconds }) => {
      const startTime = Math.floor(Date.now() / 1000)
      return {
        credentials: { tmpSecretId: 'AKIDEXAMPLE', tmpSecretKey: 'example-tmp-key', sessionToken: 'example-token' },
        startTime,
        expiredTime: startTime + durationSeconds,
        requestId: 'example-request-id',
      }
    },
  },
})

/** Measures, and answers the lines of a table. */
export async function run(): Promise<Report> {
  const lines = ['connections   requests/s   p50 ms   p99 ms   200      429      other']
  const rows: ServerRow[] = []
  for (const connections of CONNECTIONS) {
    const { row, text } = await measure(connections, NO_LIMIT)
    rows.push(row)
    lines.push(text)
  }
  lines.push('', 'the same under a flood, of which the limits let 600 requests a minute through')
  lines.push((await measure(128, {})).text)
  lines.push('', await memoryUnderFlood())
  return { lines, shortfalls: [], figures: { rows } }
}

async function measure(connections: number, limits: Record<string, string>): Promise<{ row: ServerRow; text: string }> {
  const server = await start(optionsWith(limits))
  try {
    // In a worker, so that it does not take its turns from the server.
    const result = await autocannon({
      ...(await credentialsRequest(server)),
      connections,
      duration: SECONDS,
      workers: 1,
    })
    const count = (status: 200 | 429) => result.statusCodeStats?.[`${status}`]?.count ?? 0
    const [granted, refused] = [count(200), count(429)]
    const other = result.requests.total - granted - refused + result.errors
    const { p50, p99 } = result.latency
    const row = { connections, requests: Math.round(result.requests.average), p50, p99 }
    const text = [...Object.values(row), granted, refused, other]
      .map((cell, index) => String(cell).padEnd(WIDTHS[index] ?? 0))
      .join('')
      .trimEnd()
    return { row, text }
  } finally {
    await server.stop()
  }
}

const WIDTHS = [14, 13, 9, 9, 9, 9, 0]

async function credentialsRequest({ url }: RunningServer): Promise<autocannon.Options> {
  const json = { 'content-type': 'application/json' }
  const login = await fetch(`${url}/login`, { method: 'POST', headers: json, body: '{"code":"example"}' })
  const { token, Prefix } = (await login.json()) as { token: string; Prefix: string }
  const { COS_BUCKET: Bucket, COS_REGION: Region } = environment
  const body = JSON.stringify({ Bucket, Region, Key: `${Prefix}a.jpg`, Actions: ['name/cos:GetObject'] })
  return { url: `${url}/cos/credentials`, method: 'POST', headers: { ...json, authorization: `Bearer ${token}` }, body }
}

/** Every address that is counted takes memory until its minute is over: how much, is what a flood can reach. */
async function memoryUnderFlood(): Promise<string> {
  const app = createApp(optionsWith({ TRUSTED_PROXIES: '1' }))
  const from = async (address: number) => {
    const caller = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.')
    await app.request('/config', { headers: { 'x-forwarded-for': caller } })
  }
  for (let address = 0; address < 1000; address += 1) await from(address)
  const before = heapUsed()
  for (let address = 1000; address < 1000 + FLOOD_ADDRESSES; address += 1) await from(address)
  const grown = heapUsed() - before
  const each = Math.round(grown / FLOOD_ADDRESSES)
  return `memory: ${(grown / MEBIBYTE).toFixed(1)} MiB for ${FLOOD_ADDRESSES} callers within a minute, ${each} bytes each`
}

/** After a collection, since otherwise it is chance what is still there. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc()')
  return process.memoryUsage().heapUsed
}
