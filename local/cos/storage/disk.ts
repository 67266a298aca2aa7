import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DamagedFolder } from './damaged-folder'
import { claimFolder, releaseFolder } from './folder-lock'
import { readRecord } from './record-file'
import type { Storage, StorageRecord } from './storage'

/**
 * Keeps everything in a folder. A blob is a file that is flushed before anything names it; a record is flushed under
 * another name and then renamed into place, so that a kill at any moment leaves the old one or the new one. Names become
 * hashes, never paths.
 */
export function diskStorage(folder: string, { report = () => undefined }: DiskOptions = {}): Storage {
  return new DiskStorage(folder, report)
}

/** How a folder is used. */
export interface DiskOptions {
  /** Told of each record that is damaged, and where it is now. @default nobody */
  report?: (line: string) => void
}

class DiskStorage implements Storage {
  private readonly blobs: string
  private readonly records: string
  private readonly incoming: string
  private readonly damaged: DamagedFolder

  constructor(
    private readonly folder: string,
    report: (line: string) => void,
  ) {
    this.blobs = join(folder, 'blobs')
    this.records = join(folder, 'records')
    this.incoming = join(folder, 'incoming')
    this.damaged = new DamagedFolder(join(folder, 'damaged'), report)
  }

  async load(): Promise<StorageRecord[]> {
    for (const path of [this.blobs, this.records]) await mkdir(path, { recursive: true })
    await claimFolder(this.folder)
    await rm(this.incoming, { recursive: true, force: true })
    await mkdir(this.incoming)
    const { records, isComplete } = await this.loadRecords()
    await this.sweep(new Set(records.flatMap((record) => record.blobs)), isComplete)
    return records
  }

  async write(bytes: AsyncIterable<Uint8Array>): Promise<string> {
    const blob = randomUUID()
    await writeFlushed(join(this.blobs, blob), bytes)
    await flushFolder(this.blobs)
    return blob
  }

  read(blob: string, start: number, end: number): AsyncIterable<Uint8Array> {
    return readSlice(join(this.blobs, blob), start, end)
  }

  discard(blob: string): Promise<void> {
    return rm(join(this.blobs, blob), { force: true })
  }

  async publish(record: StorageRecord): Promise<void> {
    const draft = join(this.incoming, randomUUID())
    await writeFlushed(draft, [Buffer.from(JSON.stringify(record))])
    await rename(draft, this.recordFile(record.name))
    await flushFolder(this.records)
  }

  async withdraw(name: string): Promise<void> {
    await rm(this.recordFile(name), { force: true })
    await flushFolder(this.records)
  }

  async setAside(record: StorageRecord, reason: string): Promise<void> {
    await this.damaged.takeRecord(this.recordFile(record.name), record.name, reason)
    for (const blob of record.blobs) await this.damaged.take(join(this.blobs, blob))
  }

  close(): Promise<void> {
    return releaseFolder(this.folder)
  }

  private async loadRecords(): Promise<{ records: StorageRecord[]; isComplete: boolean }> {
    const blobs = new Set(await readdir(this.blobs))
    const files = (await readdir(this.records)).filter((name) => name.endsWith('.json'))
    const records: StorageRecord[] = []
    // One after another: thousands of files open at once are more than a process may have.
    for (const name of files) {
      const file = join(this.records, name)
      const { record, reason } = await readRecord(file, blobs)
      if (reason !== undefined) await this.damaged.takeRecord(file, record?.name, reason)
      else if (file === this.recordFile(record.name)) records.push(record)
      else await this.damaged.takeRecord(file, record.name, 'its record lies where another belongs')
    }
    return { records, isComplete: records.length === files.length }
  }

  /** Blobs that nothing names are rests of writes that broke off; or they belong to a record that cannot be read. */
  private async sweep(needed: ReadonlySet<string>, isComplete: boolean): Promise<void> {
    const names = (await readdir(this.blobs)).filter((name) => !needed.has(name))
    for (const name of names) {
      const path = join(this.blobs, name)
      await (isComplete ? rm(path, { force: true }) : this.damaged.take(path))
    }
  }

  private recordFile(name: string): string {
    return join(this.records, `${createHash('sha256').update(name).digest('hex')}.json`)
  }
}

async function writeFlushed(path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx')
  try {
    for await (const chunk of bytes) await file.writeFile(chunk)
    await file.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

/** Without this, the name of a new file may be lost although its content is not. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function* readSlice(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
  if (end <= start) return
  yield* createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 })
}
