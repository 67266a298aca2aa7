import type { RawHandler } from '../../../local/cos'
import { signedRequests } from '../../../sdk/testing/signed-requests'

export const Bucket = 'photos-1250000000'
export const Region = 'ap-guangzhou'
/** A permanent key, which may do everything. */
export const key = { SecretId: 'AKIDEXAMPLE', SecretKey: 'EXAMPLEKEY' }

/** What lies on COS, asked for directly: no phone, no network, no fault in between. */
export class Server {
  private readonly send: ReturnType<typeof signedRequests>

  constructor(handler: RawHandler, now: () => number) {
    this.send = signedRequests(handler, { Bucket, Region, key, now })
  }

  /** The object's bytes; `undefined` where there is none. */
  async object(Key: string): Promise<Buffer | undefined> {
    const { status, body } = await this.send({ method: 'GET', Key })
    return status === 200 ? Buffer.from(body) : undefined
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
    return [
      ...Buffer.from(body)
        .toString()
        .matchAll(/<UploadId>([^<]*)</g),
    ].map(([, id = '']) => id)
  }
}
