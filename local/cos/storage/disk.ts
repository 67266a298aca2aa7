import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { claimFolder, releaseFolder } from './folder-lock'
import type { Storage, StorageRecord } from './storage'

/**
 * Keeps everything in a folder. A blob is a file that is flushed before anything names it; a record is flushed under
 * another name and then renamed into place, so that a kill at any moment leaves the old one or the new one. Names become
 * hashes, never paths.
 */
export function diskStorage(folder: string): Storage {
  return new DiskStorage(folder)
}

class DiskStorage implements Storage {
  private readonly blobs: string
  private readonly records: string
  private readonly incoming: string

  constructor(private readonly folder: string) {
    this.blobs = join(folder, 'blobs')
    this.records = join(folder, 'records')
    this.incoming = join(folder, 'incoming')
  }

  async load(): Promise<StorageRecord[]> {
    for (const path of [this.blobs, this.records]) await mkdir(path, { recursive: true })
    await claimFolder(this.folder)
    await rm(this.incoming, { recursive: true, force: true })
    await mkdir(this.incoming)
    const loaded = await loadRecords(this.records)
    await sweep(this.blobs, new Set(loaded.flatMap((record) => record.blobs)))
    return loaded
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

  close(): Promise<void> {
    return releaseFolder(this.folder)
  }

  private recordFile(name: string): string {
    return join(this.records, `${createHash('sha256').update(name).digest('hex')}.json`)
  }
}

async function loadRecords(folder: string): Promise<StorageRecord[]> {
  const records: StorageRecord[] = []
  // One after another: thousands of files open at once are more than a process may have.
  for (const name of await readdir(folder)) {
    records.push(checkRecord(JSON.parse(await readFile(join(folder, name), 'utf8'))))
  }
  return records
}

function checkRecord(json: unknown): StorageRecord {
  const isRecord = typeof json === 'object' && json !== null && 'name' in json && 'blobs' in json && 'value' in json
  if (!isRecord || typeof json.name !== 'string' || !isTexts(json.blobs)) {
    throw new Error('The data folder of the local COS holds a record that it did not write.')
  }
  return { name: json.name, blobs: json.blobs, value: json.value }
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

async function sweep(folder: string, needed: ReadonlySet<string>): Promise<void> {
  const leftovers = (await readdir(folder)).filter((name) => !needed.has(name))
  await Promise.all(leftovers.map((name) => rm(join(folder, name))))
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
