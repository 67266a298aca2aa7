import { type Method, Presigner } from 'cos-miniprogram/presign'
import type { RawHandler } from '../../../local/cos'

export const Bucket = 'photos-1250000000'
export const Region = 'ap-guangzhou'
/** A permanent key, which may do everything. */
export const key = { SecretId: 'AKIDEXAMPLE', SecretKey: 'EXAMPLEKEY' }

const host = `${Bucket}.cos.${Region}.myqcloud.com`

interface Question {
  method: Method
  Key: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: Buffer
}

interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** What lies on COS, asked for directly: no phone, no network, no fault in between. */
export class Server {
  constructor(
    private readonly handler: RawHandler,
    private readonly now: () => number,
  ) {}

  /** The object's bytes; `undefined` where there is none. */
  async object(Key: string): Promise<Buffer | undefined> {
    const { status, body } = await this.send({ method: 'GET', Key })
    return status === 200 ? body : undefined
  }

  /** What the object is stored with. */
  async headers(Key: string): Promise<Record<string, string>> {
    return (await this.send({ method: 'HEAD', Key })).headers
  }

  async put(Key: string, bytes: Uint8Array | string, headers: Record<string, string> = {}): Promise<void> {
    await this.send({ method: 'PUT', Key, headers, body: Buffer.from(bytes) })
  }

  /** Begins an upload in parts, as another phone would. */
  async begin(Key: string): Promise<void> {
    await this.send({ method: 'POST', Key, query: { uploads: '' } })
  }

  async abortUpload(Key: string, uploadId: string): Promise<void> {
    await this.send({ method: 'DELETE', Key, query: { uploadId } })
  }

  /** The ids of the uploads in parts that are under way: what has to be paid for. */
  async uploads(): Promise<string[]> {
    const { body } = await this.send({ method: 'GET', Key: '', query: { uploads: '' } })
    return [...body.toString().matchAll(/<UploadId>([^<]*)</g)].map(([, id = '']) => id)
  }

  private async send({ method, Key, query = {}, headers = {}, body = Buffer.alloc(0) }: Question): Promise<Answer> {
    const signed = { ...headers, host }
    const authorization = Presigner.getAuthorization({
      ...key,
      Method: method,
      Key,
      Query: query,
      Headers: signed,
      now: this.now,
    })
    const path = Key.split('/').map(encodeURIComponent).join('/')
    const parameters = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    const response = await this.handler({
      method,
      target: `/${path}?${parameters.join('&')}`,
      headers: Object.entries({ ...signed, authorization, 'content-length': String(body.length) }),
      body: (async function* () {
        yield body
      })(),
    })
    const pieces: Uint8Array[] = []
    for await (const piece of response.body) pieces.push(piece)
    const lower = response.headers.map(([name, value]) => [name.toLowerCase(), value])
    return { status: response.status, headers: Object.fromEntries(lower), body: Buffer.concat(pieces) }
  }
}
