import { Presigner, type PresignParams } from 'cos-miniprogram/presign'
import type { RawHandler } from '../../../local/cos'

export const Bucket = 'photos-1250000000'
export const Region = 'ap-guangzhou'
/** A permanent key, which may do everything. */
export const key = { SecretId: 'AKIDEXAMPLE', SecretKey: 'EXAMPLEKEY' }

const host = `${Bucket}.cos.${Region}.myqcloud.com`

interface Answer {
  status: number
  headers: Record<string, string>
  body: Buffer
}

/** What lies on COS, asked for directly: no phone, no network, no fault in between. */
export class Server {
  private readonly presigner: Presigner

  constructor(
    private readonly handler: RawHandler,
    private readonly now: () => number,
  ) {
    this.presigner = new Presigner({ Bucket, Region, now, ...key })
  }

  /** The object's bytes; `undefined` where there is none. */
  async object(Key: string): Promise<Buffer | undefined> {
    const { status, body } = await this.presigned({ Key })
    return status === 200 ? body : undefined
  }

  /** What the object is stored with. */
  async headers(Key: string): Promise<Record<string, string>> {
    return (await this.presigned({ Key, Method: 'HEAD' })).headers
  }

  async put(Key: string, bytes: Uint8Array | string, Headers: Record<string, string> = {}): Promise<void> {
    await this.presigned({ Key, Method: 'PUT', Headers }, Buffer.from(bytes))
  }

  async abortUpload(Key: string, uploadId: string): Promise<void> {
    await this.presigned({ Key, Method: 'DELETE', Query: { uploadId } })
  }

  /** The ids of the uploads in parts that are under way: what has to be paid for. */
  async uploads(): Promise<string[]> {
    const authorization = Presigner.getAuthorization({
      ...key,
      Query: { uploads: '' },
      Headers: { host },
      now: this.now,
    })
    const { body } = await this.send('GET', '/?uploads=', { authorization })
    return [...body.toString().matchAll(/<UploadId>([^<]*)</g)].map(([, id = '']) => id)
  }

  private async presigned(params: PresignParams, body?: Buffer): Promise<Answer> {
    const { Url, Method, Headers } = await this.presigner.presign(params)
    return this.send(Method, Url.slice(Url.indexOf('/', 8)), Headers, body)
  }

  private async send(
    method: string,
    target: string,
    headers: Record<string, string>,
    body: Buffer = Buffer.alloc(0),
  ): Promise<Answer> {
    const response = await this.handler({
      method,
      target,
      headers: [['host', host], ['content-length', String(body.length)], ...Object.entries(headers)],
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
