import { grantFor } from '../../server/src/access/grant'
import { policyFor } from '../../server/src/access/policy'
import { loadSettings } from '../../server/src'
import type { Report } from './report'

/** What the lines of `run` are about. */
export const title = 'server/: bytes of a policy, which is in the token, and so in every signed URL'

const settings = loadSettings({
  ISSUER: 'external',
  COS_BUCKET: 'photos-1250000000',
  COS_REGION: 'ap-guangzhou',
  WECHAT_APPID: 'wx0000000000000example',
  WECHAT_SECRET: 'example-app-secret',
  SESSION_KEYS: 'k1:example-session-key-example-session-key',
  USER_ID_KEY: 'example-user-id-key-example-user-id-key',
})
const USER = '0123456789abcdef0123456789abcdef'
const FOLDER = `u/${USER}/`
const PARTS = ['InitiateMultipartUpload', 'UploadPart', 'ListParts', 'CompleteMultipartUpload', 'AbortMultipartUpload']

const GRANTS = {
  'one PUT': ['PutObject'],
  'in parts': [...PARTS, 'HeadObject'],
  deletion: ['DeleteObject'],
}
const KEYS = {
  'a.jpg': 'a.jpg',
  'a photo as phones name it': '2026/11/IMG_20261129_231500.mp4',
  '60 Chinese characters': '照'.repeat(60),
  'the longest key': 'x'.repeat(850 - FOLDER.length),
}

/** Measures, and answers the lines of a table. */
export async function run(): Promise<Report> {
  const folder = [
    `to read the whole folder: ${sizeOf(['GetObject'], `${FOLDER}a.jpg`)}`,
    `to list it: ${sizeOf(['GetBucket'], '', FOLDER)}`,
  ]
  const head = row('to write one object', Object.keys(GRANTS))
  const rows = Object.entries(KEYS).map(([name, key]) =>
    row(
      name,
      Object.values(GRANTS).map((actions) => sizeOf(actions, FOLDER + key)),
    ),
  )
  return { lines: [...folder, '', head, ...rows], shortfalls: [] }
}

function sizeOf(actions: readonly string[], Key: string, Prefix = ''): number {
  const { Bucket, Region } = settings.bucket
  const request = { Bucket, Region, Key, Prefix, Actions: actions.map((action) => `name/cos:${action}`) }
  return Buffer.byteLength(JSON.stringify(policyFor(grantFor(USER, request, settings), settings)))
}

const row = (name: string, cells: readonly (string | number)[]) =>
  [name.padEnd(28), ...cells.map((cell) => String(cell).padEnd(10))].join('').trimEnd()
