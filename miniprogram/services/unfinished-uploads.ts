/** What tells a file from others when it is chosen again: its path does not, which is another after each choice. */
export interface FileIdentity {
  /** The name that the file came with; empty where it came without one. */
  name: string
  size: number
  md5: string
}

/** An upload that has begun and not ended. */
export interface UnfinishedUpload extends FileIdentity {
  key: string
  /** When it was begun or gone on with in the last place, in milliseconds since the epoch. */
  at: number
}

/** Where the list is kept between two runs of the app. */
export interface UnfinishedStorage {
  read(): unknown
  write(uploads: readonly UnfinishedUpload[]): void
}

/** As many as the SDK goes on with. */
const most = 20

/** The SDK clears away on COS what nobody has gone on with for a week. */
const longest = 7 * 24 * 3600 * 1000

/**
 * The keys of unfinished uploads. The SDK goes on where an earlier run of the app has stopped if the same file goes to
 * the same key; every new upload gets a key of its own, so somebody has to remember the old one.
 */
export class UnfinishedUploads {
  private known?: readonly UnfinishedUpload[]
  /** Keys that uploads of this run have: of two equal files each needs its own. */
  private readonly taken = new Set<string>()

  constructor(
    private readonly storage: UnfinishedStorage,
    private readonly now: () => number = Date.now,
  ) {}

  /** Uploads of earlier runs that go on if their file is chosen again; the latest first. */
  get waiting(): UnfinishedUpload[] {
    const oldest = this.now() - longest
    return this.list.filter(({ key, at }) => at > oldest && !this.taken.has(key))
  }

  /** The key below `prefix` under which the same file was begun in an earlier run, and from now on this run's. */
  take(file: FileIdentity, prefix: string): string | undefined {
    const found = this.waiting.find((upload) => isSame(upload, file) && upload.key.startsWith(prefix))
    if (found) this.taken.add(found.key)
    return found?.key
  }

  /** Remembers a key of this run. */
  remember({ name, size, md5 }: FileIdentity, key: string): void {
    this.taken.add(key)
    this.list = [{ name, size, md5, key, at: this.now() }, ...this.without(key)].slice(0, most)
  }

  /** The upload is done, or nobody wants it any more. */
  forget(key: string): void {
    this.taken.delete(key)
    this.list = this.without(key)
  }

  private get list(): readonly UnfinishedUpload[] {
    return (this.known ??= uploadsIn(this.storage.read()))
  }

  private set list(uploads: readonly UnfinishedUpload[]) {
    this.known = uploads
    this.storage.write(uploads)
  }

  private without(key: string): UnfinishedUpload[] {
    return this.list.filter((upload) => upload.key !== key)
  }
}

function isSame(one: FileIdentity, other: FileIdentity): boolean {
  return one.md5 === other.md5 && one.size === other.size && one.name === other.name
}

/** Another version of the app may have written something else. */
function uploadsIn(stored: unknown): readonly UnfinishedUpload[] {
  return Array.isArray(stored) ? stored.filter(isUnfinishedUpload) : []
}

function isUnfinishedUpload(value: unknown): value is UnfinishedUpload {
  if (typeof value !== 'object' || value === null) return false
  const { key, name, size, md5, at }: Partial<Record<keyof UnfinishedUpload, unknown>> = value
  return (
    [key, name, md5].every((text) => typeof text === 'string') &&
    [size, at].every((number) => typeof number === 'number')
  )
}
