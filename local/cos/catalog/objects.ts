import type { Acl } from './acl'
import type { Restore } from './archive'
import { type Content, type Contents, contentSize } from './content'
import { Serial } from './serial'
import type { Tag } from './tags'
import { hasFields } from '../storage/shape'
import type { Storage, StorageRecord } from '../storage/storage'

/** What a client says about an object, and gets back with it. */
export interface ObjectProperties extends Acl {
  contentType: string
  /** `Cache-Control`, `x-cos-meta-*` and the like, in lower case, as the bytes that came. */
  headers: Readonly<Record<string, string>>
  storageClass: string
  tags?: readonly Tag[]
}

/** An object as it is kept. */
export interface StoredObject extends ObjectProperties {
  bucket: string
  key: string
  content: Content
  /** With its quotes. */
  etag: string
  crc64: string
  /** Milliseconds since the epoch. */
  lastModified: number
  /** Of the upload in parts that made it. */
  uploadId?: string
  /** Made by appending, and may be appended to. */
  appendable?: boolean
  /** Of an archived object. */
  restore?: Restore
}

/** The objects of all buckets: an index in memory over records in the storage. */
export class Objects {
  private readonly byName = new Map<string, StoredObject>()
  private readonly sortedKeys = new Map<string, readonly string[]>()
  private readonly serial = new Serial()

  constructor(
    private readonly storage: Storage,
    private readonly contents: Contents,
    loaded: readonly StoredObject[],
  ) {
    for (const object of loaded) this.remember(object)
  }

  get(bucket: string, key: string): StoredObject | undefined {
    return this.byName.get(objectName(bucket, key))
  }

  /** Puts the object in the place of the one that `check` is shown and may refuse to lose, by throwing. */
  async put(object: StoredObject, check: (before: StoredObject | undefined) => void = () => undefined): Promise<void> {
    const name = objectName(object.bucket, object.key)
    await this.serial.run(name, async () => {
      const before = this.byName.get(name)
      check(before)
      await this.storage.publish({ name, blobs: object.content.map((piece) => piece.blob), value: object })
      this.remember(object)
      if (before) await this.contents.discard(before.content)
    })
  }

  /** Changes an object, of whose content nothing may be left out. `change` may refuse, by throwing. */
  update(
    bucket: string,
    key: string,
    change: (object: StoredObject | undefined) => StoredObject,
  ): Promise<StoredObject> {
    const name = objectName(bucket, key)
    return this.serial.run(name, async () => {
      const object = change(this.byName.get(name))
      await this.storage.publish({ name, blobs: object.content.map((piece) => piece.blob), value: object })
      this.remember(object)
      return object
    })
  }

  /** It is no mistake if there is none. */
  async delete(bucket: string, key: string): Promise<void> {
    const name = objectName(bucket, key)
    await this.serial.run(name, async () => {
      const before = this.byName.get(name)
      if (!before) return
      await this.storage.withdraw(name)
      this.byName.delete(name)
      this.sortedKeys.delete(bucket)
      await this.contents.discard(before.content)
    })
  }

  /** The keys of a bucket in the order of their UTF-8 bytes. */
  keys(bucket: string): readonly string[] {
    const known = this.sortedKeys.get(bucket)
    if (known) return known
    const objects = [...this.byName.values()].filter((object) => object.bucket === bucket)
    const sorted = objects.map((object) => object.key).sort(compareUtf8)
    this.sortedKeys.set(bucket, sorted)
    return sorted
  }

  /** The uploads in parts that have become objects. */
  completedUploads(): ReadonlySet<string> {
    return new Set([...this.byName.values()].flatMap((object) => object.uploadId ?? []))
  }

  private remember(object: StoredObject): void {
    const name = objectName(object.bucket, object.key)
    if (!this.byName.has(name)) this.sortedKeys.delete(object.bucket)
    this.byName.set(name, object)
  }
}

/** Its size in bytes. */
export function objectSize(object: StoredObject): number {
  return contentSize(object.content)
}

/** The order in which COS lists: by UTF-8 bytes, which is by code points, and not by UTF-16 units. */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}

function objectName(bucket: string, key: string): string {
  return `object/${bucket}/${key}`
}

/** Whether a record is one of an object. */
export function isObjectRecord(record: StorageRecord): record is StorageRecord & { value: StoredObject } {
  const { name, value } = record
  return isStoredObject(value) && name === objectName(value.bucket, value.key)
}

function isStoredObject(value: unknown): value is StoredObject {
  return hasFields(value, {
    bucket: 'string',
    key: 'string',
    content: 'pieces',
    etag: 'string',
    crc64: 'string',
    contentType: 'string',
    headers: 'object',
    lastModified: 'number',
  })
}
