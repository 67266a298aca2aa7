import { Presigner } from 'cos-miniprogram/presign'
import type { IssuedCredentials, Issuer, Policy } from '../../../server/src'
import { createCos, createSts, memoryStorage } from '../../../local/cos'
import { asking, createBackend, environment, START } from '../../unit/server/backend'

/** The bucket's own host. */
export const HOST = `${environment.COS_BUCKET}.cos.${environment.COS_REGION}.myqcloud.com`

/** The header of a picture. */
export const JPEG = { 'content-type': 'image/jpeg' }

/** A request to COS; `OWN/` stands for the folder of the user. */
export interface Exchange {
  method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'
  key: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string
}

/** How the world differs from the usual one. */
export interface WorldOptions {
  /** More settings of the backend. */
  settings?: Record<string, string>
  /** Strict signature mode. @default true */
  strict?: boolean
  /** Signs the host alone, and so neither parameters nor other headers; needs a world that is not strict. */
  signsHostOnly?: boolean
  /** Changes each policy on its way from the backend to STS. */
  change?: (policy: Policy) => Policy
}

/** A request as on the wire. */
interface Wire {
  method: string
  target: string
  headers: Record<string, string>
  body?: string | undefined
}

/** The backend, with the local STS behind it, and a local COS that takes what this STS issues. */
export function createWorld({ settings, strict = true, signsHostOnly = false, change }: WorldOptions = {}) {
  const now = () => START
  const sts = createSts({ master: 'example-master-key', now })
  const { COS_BUCKET: Bucket, COS_REGION: Region } = environment
  const cos = createCos({ storage: memoryStorage(), Bucket, Region, sts, now, strict })
  const issuer: Issuer = {
    issue: ({ policy, durationSeconds }) => sts.issue({ policy: change?.(policy) ?? policy, durationSeconds }),
  }
  const backend = createBackend(settings, { issuer })

  /** Sends to COS as it would go over the wire. */
  const send = async ({ method, target, headers, body = '' }: Wire) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) }
    const all = { host: HOST, ...(method === 'PUT' || method === 'POST' ? length : {}), ...headers }
    const answer = await cos({ method, target, headers: Object.entries(all), body: bytesOf(body) })
    return { status: answer.status, text: await textOf(answer.body) }
  }

  /** Logs in, is granted the actions for the key or the prefix, and then does whatever it likes with them. */
  const grant = async (device: string, Actions: readonly string[], name: { Key?: string; Prefix?: string }) => {
    const { token, Prefix } = await backend.login(device)
    const own = <Value>(value: Value) => JSON.parse(JSON.stringify(value).replaceAll('OWN/', Prefix)) as Value
    const { Key = '', ...more } = own(name)
    const response = await backend.post('/cos/credentials', asking(Actions, Key, more), token)
    expect(response.status).toBe(200)
    const issued = (await response.json()) as IssuedCredentials
    return (exchange: Exchange) => send(signed(own(exchange), issued, signsHostOnly))
  }
  return { backend, grant, send }
}

function signed(
  { method, key, query = {}, headers = {}, body }: Exchange,
  issued: IssuedCredentials,
  hostOnly: boolean,
) {
  const { tmpSecretId, tmpSecretKey, sessionToken } = issued.credentials
  const authorization = Presigner.getAuthorization({
    SecretId: tmpSecretId,
    SecretKey: tmpSecretKey,
    Method: method,
    Key: key,
    Query: hostOnly ? {} : query,
    Headers: { host: HOST, ...(hostOnly ? {} : headers) },
    KeyTime: `${START / 1000 - 1};${issued.expiredTime}`,
  })
  const pairs = Object.entries(query).map((pair) => pair.map(encodeURIComponent).join('='))
  const sent = { ...headers, authorization, 'x-cos-security-token': sessionToken }
  return { method, target: `/${encodeURI(key)}?${pairs.join('&')}`, headers: sent, body }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
