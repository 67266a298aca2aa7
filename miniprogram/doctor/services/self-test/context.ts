import type { COS, PresignParams } from 'cos-miniprogram'

/** What the checks work with: small objects and files of their own, which are deleted in the end. */
export class SelfTestContext {
  private readonly keys: string[] = []
  private readonly paths: string[] = []

  /** @param prefix - where this person's objects lie */
  constructor(
    readonly cos: COS,
    private readonly prefix: string,
    private readonly id: string = Math.random().toString(36).slice(2),
  ) {}

  /** A new key, whose object is deleted in the end. */
  key(name: string): string {
    const key = `${this.prefix}self-test-${this.id}-${name}`
    this.keys.push(key)
    return key
  }

  /** A new path, whose file is deleted in the end. */
  path(name: string): string {
    const path = `${wx.env.USER_DATA_PATH}/self-test-${this.id}-${name}`
    this.paths.push(path)
    return path
  }

  /** An object of so many zeros. */
  async object(name: string, size: number): Promise<string> {
    const Key = this.key(name)
    await this.cos.uploadFile({ Key, Body: new ArrayBuffer(size), ContentType: 'application/octet-stream' })
    return Key
  }

  /** The address of an object that COS sends at 100 KB a second: slow on purpose, however fast the network is. */
  async slowUrl(Key: string, more: Partial<PresignParams> = {}): Promise<string> {
    const Query = { 'x-cos-traffic-limit': String(SLOW_BITS_PER_SECOND) }
    return (await this.cos.presign({ Key, Query, ...more })).Url
  }

  /** Deletes all of it. What is gone already is no failure. */
  async cleanUp(): Promise<void> {
    for (const filePath of this.paths) wx.getFileSystemManager().unlink({ filePath, fail: () => undefined })
    await Promise.all(this.keys.map((Key) => this.cos.deleteObject({ Key }).catch(() => undefined)))
  }
}

/** The least that COS takes. */
const SLOW_BITS_PER_SECOND = 819_200
export const SLOW_BYTES_PER_SECOND = SLOW_BITS_PER_SECOND / 8
