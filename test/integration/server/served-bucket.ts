import { createCos, createSts, memoryStorage, serve } from '../../../local/cos'
import { createCosClient, type CosClient } from '../../../server/src/cos/client'
import { createBackend, environment, settingsWith, type Backend } from '../../unit/server/backend'

const { COS_BUCKET: Bucket, COS_REGION: Region } = environment
const JPEG = { 'content-type': 'image/jpeg' }

/** A local COS on a port of its own, and the backend before it. */
export interface ServedBucket {
  backend: Backend
  /** Whoever may do everything, to put things there and to look at them. */
  owner: CosClient
  /** Keys of all objects below a prefix. */
  keys(prefix: string): Promise<string[]>
  put(key: string, body: string): Promise<void>
  /** Sets the clock of the COS ahead. */
  advance(seconds: number): void
  close(): Promise<void>
}

export async function serveBucket(settings: Record<string, string> = {}): Promise<ServedBucket> {
  const sts = createSts({ master: 'example-master-key' })
  let ahead = 0
  const now = () => Date.now() + ahead
  const cos = await serve(createCos({ storage: memoryStorage(), Bucket, Region, sts, now }), { port: 0 })
  const COS_DOMAIN = cos.url
  const backend = createBackend({ COS_DOMAIN, ...settings }, { issuer: sts, now: Date.now })
  const all = { version: '2.0', statement: [{ effect: 'allow', action: ['name/cos:*'], resource: ['*'] }] } as const
  const owner = createCosClient(settingsWith({ COS_DOMAIN }).bucket, await sts.issue({ policy: all }))
  return {
    backend,
    owner,
    async keys(prefix) {
      const { text } = await owner({ Method: 'GET', Key: '', Query: { prefix } })
      return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key)
    },
    async put(Key, body) {
      expect((await owner({ Method: 'PUT', Key, body, Headers: JPEG })).status).toBe(200)
    },
    advance(seconds) {
      ahead += seconds * 1000
    },
    close: () => cos.close(),
  }
}
