import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import autocannon from 'autocannon'
import sharp from 'sharp'
import { createCos, createSts, diskStorage, memoryStorage, serve, type Storage } from '../../local/cos'
import { Presigner } from '../../sdk/src/presign'
import type { Method } from '../../sdk/src/types/signing'
import type { Report } from './report'

/** What the lines of `run` are about. */
export const title = 'local/cos: requests a second, each with its signature checked'

const place = { Bucket: 'bench-1250000000', Region: 'ap-guangzhou' }
const CONNECTIONS = 16
const SECONDS = 3
const KIBIBYTE = 1024

interface Load {
  what: string
  method: Method
  Key: string
  Query?: Record<string, string>
  body?: string
}

/** Measures, and answers the lines of a table. */
export async function run(): Promise<Report> {
  const folder = mkdtempSync(path.join(tmpdir(), 'local-cos-bench-'))
  try {
    const lines = [
      `${CONNECTIONS} connections`.padEnd(38) +
        ['requests/s', 'p50 ms', 'p99 ms', 'failed'].map((head) => head.padStart(10)).join(''),
      ...(await measureAll('memory', memoryStorage())),
      ...(await measureAll('disk', diskStorage(path.join(folder, 'cos')))),
    ]
    return { lines, shortfalls: [] }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function measureAll(name: string, storage: Storage): Promise<string[]> {
  const sts = createSts({ master: 'example-master-key-for-the-bench' })
  const served = await serve(createCos({ ...place, storage, sts }), { port: 0 })
  const getCredentials = async () => ({ ...(await sts.issue({ policy: EVERYTHING, durationSeconds: 1800 })) })
  const cos = new Presigner({ ...place, Domain: served.url, credentials: { getCredentials } })
  try {
    await putPhoto(cos)
    const lines: string[] = []
    for (const load of LOADS) lines.push(await measure(name, cos, load))
    return lines
  } finally {
    await served.close()
    await storage.close()
  }
}

const EVERYTHING = { version: '2.0', statement: [{ effect: 'allow', action: ['*'], resource: ['*'] }] }

const LOADS: readonly Load[] = [
  { what: 'PUT 1 KiB', method: 'PUT', Key: 'small', body: 'x'.repeat(KIBIBYTE) },
  { what: 'PUT 1 MiB', method: 'PUT', Key: 'large', body: 'x'.repeat(KIBIBYTE * KIBIBYTE) },
  { what: 'GET 1 KiB', method: 'GET', Key: 'small' },
  { what: 'GET 1 MiB', method: 'GET', Key: 'large' },
  { what: 'thumbnail of a JPEG of 2 MP', method: 'GET', Key: 'photo.jpg', Query: { 'imageMogr2/thumbnail/300x': '' } },
]

async function putPhoto(cos: Presigner): Promise<void> {
  const picture = { width: 1600, height: 1200, channels: 3, background: '#468' } as const
  const body = await sharp({ create: picture }).jpeg().toBuffer()
  const { Url, Method } = await cos.presign({ Method: 'PUT', Key: 'photo.jpg' })
  const { status } = await fetch(Url, { method: Method, body })
  if (status !== 200) throw new Error(`the picture was refused with ${status}`)
}

async function measure(storage: string, cos: Presigner, { what, method, Key, Query, body }: Load): Promise<string> {
  const { Url } = await cos.presign({ Method: method, Key, Query })
  // In a worker, so that it does not take its turns from the server.
  const result = await autocannon({ url: Url, method, body, connections: CONNECTIONS, duration: SECONDS, workers: 1 })
  const cells = [
    Math.round(result.requests.average),
    result.latency.p50,
    result.latency.p99,
    result.non2xx + result.errors,
  ]
  return `${storage}, ${what}`.padEnd(38) + cells.map((cell) => String(cell).padStart(10)).join('')
}
