import COS from 'cos-nodejs-sdk-v5'
import type { RawHandler, RawResponse, Sts } from '../../local/cos'

/** What a suite may do with the temporary keys that it is given. */
export interface KeyScope {
  prefix: string
  actions: readonly string[]
}

/** The backend that the suites ask for keys and signatures, as Tencent's own samples answer. */
export function keysHandler(options: {
  sts: Sts
  key: { SecretId: string; SecretKey: string }
  Bucket: string
  Region: string
  scope: KeyScope
}): RawHandler {
  return async ({ method, target }) => {
    if (method === 'OPTIONS') return json(200, {})
    if (target.startsWith('/sts')) return json(200, await temporaryKey(options))
    if (target.startsWith('/uploadSign')) return json(200, { signMap: { PutObject: uploadSignature(options) } })
    return json(404, {})
  }
}

type Options = Parameters<typeof keysHandler>[0]

function temporaryKey({ sts, Bucket, Region, scope }: Options) {
  const appId = Bucket.slice(Bucket.lastIndexOf('-') + 1)
  const resource = `qcs::cos:${Region}:uid/${appId}:${Bucket}/${scope.prefix}*`
  const action = scope.actions.map((name) => `name/cos:${name}`)
  return sts.issue({ policy: { version: '2.0', statement: [{ effect: 'allow', action, resource }] } })
}

/** Good for putting `1.txt`, and for nothing else. */
function uploadSignature({ key, Bucket, Region }: Options): string {
  const Headers = { Host: `${Bucket}.cos.${Region}.myqcloud.com` }
  return COS.getAuthorization({ ...key, Method: 'PUT', Key: '1.txt', Headers })
}

function json(status: number, value: unknown): RawResponse {
  const body = Buffer.from(JSON.stringify(value))
  const headers = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(body.length)],
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Headers', '*'],
  ] as const
  return { status, headers, body: once(body) }
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body
}
