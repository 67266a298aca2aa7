import COS from 'cos-nodejs-sdk-v5'
import { createCos, createSts, memoryStorage, type CosOptions, type RawHandler, type Sts } from '../../../local/cos'
import { urlEncode, urlEncodePath } from '../../../local/cos/message/encode'

export const Bucket = 'demo-1250000000'
export const Region = 'ap-guangzhou'
export const host = `${Bucket}.cos.${Region}.myqcloud.com`
export const owner = { SecretId: 'AKIDEXAMPLEOWNER', SecretKey: 'example-key-of-the-owner' }

/** A permanent key, or a temporary one with its token. */
export interface Key {
  SecretId: string
  SecretKey: string
  SecurityToken?: string
}

/** A request before it is signed. */
export interface Draft {
  method?: string
  key?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** Whose signature; none for an anonymous request. @default the owner's */
  as?: Key | 'nobody'
  /** Seconds that the signature is good for. @default 900 */
  expires?: number
  /** Seconds from now at which it begins. @default 0 */
  begins?: number
}

/** An answer that has been read to its end. */
export interface Answer {
  status: number
  headers: ReadonlyMap<string, string>
  bytes: Buffer
  text: string
  /** Of an error document. */
  Code: string | undefined
  Message: string | undefined
}

/**
 * A local COS in this process, on a clock of its own, and a client of it. The signatures are made by the
 * official SDK, which knows nothing of the code that checks them.
 */
export class TestCos {
  milliseconds = Date.UTC(2026, 0, 1)
  readonly sts: Sts
  readonly handler: RawHandler

  constructor(options: Partial<CosOptions> = {}) {
    const now = () => this.milliseconds
    this.sts = createSts({ master: 'master key of a test', now })
    const defaults = { storage: memoryStorage(), Bucket, Region, keys: [owner], sts: this.sts, now }
    this.handler = createCos({ ...defaults, ...options })
  }

  advance(seconds: number): void {
    this.milliseconds += seconds * 1000
  }

  /** A temporary key that may do these actions below the prefix. */
  async issueKey(Prefix: string, actions: readonly string[], durationSeconds = 1800): Promise<Key> {
    const action = actions.map((name) => `name/cos:${name}`)
    const resource = `qcs::cos:${Region}:uid/1250000000:${Bucket}/${Prefix}*`
    return this.issueKeyFor([{ effect: 'allow', action, resource }], durationSeconds)
  }

  async issueKeyFor(statement: readonly unknown[], durationSeconds = 1800): Promise<Key> {
    const { credentials } = await this.sts.issue({ policy: { version: '2.0', statement }, durationSeconds })
    const { tmpSecretId, tmpSecretKey, sessionToken } = credentials
    return { SecretId: tmpSecretId, SecretKey: tmpSecretKey, SecurityToken: sessionToken }
  }

  /** Signs in the header, and sends. */
  async send(draft: Draft): Promise<Answer> {
    const { key = '', query = {}, as = owner } = draft
    const sent = this.headersOf(draft)
    const signature = as === 'nobody' ? [] : Object.entries({ Authorization: this.sign(draft, as), ...tokenOf(as) })
    return this.raw({ ...draft, target: targetOf(key, query), headers: { ...sent, ...Object.fromEntries(signature) } })
  }

  /** The target of a signed URL. */
  presign(draft: Draft): string {
    const { key = '', query = {}, as = owner } = draft
    if (as === 'nobody') throw new TypeError('Nobody signs nothing.')
    const fields = this.sign(draft, as).split('&')
    const signature = fields.map((field) => {
      const equals = field.indexOf('=')
      return [field.slice(0, equals), field.slice(equals + 1)] as const
    })
    return targetOf(key, { ...query, ...Object.fromEntries(signature), ...tokenOf(as) })
  }

  /** Sends what it is given, as it is. */
  async raw({ method = 'GET', target, headers = { Host: host }, body = '' }: Wire): Promise<Answer> {
    const answer = await this.handler({ method, target, headers: wireHeaders(headers), body: bodyOf(body) })
    const chunks: Uint8Array[] = []
    for await (const chunk of answer.body) chunks.push(chunk)
    const bytes = Buffer.concat(chunks)
    const text = bytes.toString()
    return {
      status: answer.status,
      headers: new Map(answer.headers.map(([name, value]) => [name.toLowerCase(), value])),
      bytes,
      text,
      Code: /<Code>(.*?)<\/Code>/.exec(text)?.[1],
      Message: /<Message>(.*?)<\/Message>/.exec(text)?.[1],
    }
  }

  private headersOf({ headers = {}, body = '', method = 'GET' }: Draft): Record<string, string> {
    const hasBody = method === 'PUT' || method === 'POST'
    return { Host: host, ...(hasBody ? { 'Content-Length': String(Buffer.from(body).length) } : {}), ...headers }
  }

  /** The length of a body is set by whoever sends it, and signed only where the draft names it. */
  private sign({ method = 'GET', key = '', query = {}, headers, ...draft }: Draft, as: Key) {
    const start = Math.floor(this.milliseconds / 1000) + (draft.begins ?? 0)
    return COS.getAuthorization({
      SecretId: as.SecretId,
      SecretKey: as.SecretKey,
      Method: method as COS.Method,
      Pathname: `/${key}`,
      Query: query,
      Headers: { Host: host, ...headers },
      KeyTime: `${start};${start + (draft.expires ?? 900)}`,
    })
  }
}

/** A request as on the wire. */
export interface Wire {
  method?: string
  target: string
  headers?: Record<string, string>
  body?: string | Uint8Array
}

/** An encoded key with its query. */
export function targetOf(key: string, query: Record<string, string>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${urlEncode(name)}=${urlEncode(value)}`)
  return `/${urlEncodePath(key)}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
}

/** The texts of all elements of that name. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map((match) => match[1] ?? '')
}

/** HTTP carries bytes, which Node shows as Latin-1. */
function wireHeaders(headers: Record<string, string>) {
  return Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')] as const)
}

function tokenOf({ SecurityToken }: Key): Record<string, string> {
  return SecurityToken === undefined ? {} : { 'x-cos-security-token': SecurityToken }
}

async function* bodyOf(body: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body)
}
