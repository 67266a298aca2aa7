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
  const blobs = join(folder, 'blobs')
  const records = join(folder, 'records')
  const incoming = join(folder, 'incoming')
  const recordFile = (name: string) => join(records, `${createHash('sha256').update(name).digest('hex')}.json`)

  return {
    load: async () => {
      for (const path of [blobs, records]) await mkdir(path, { recursive: true })
      await claimFolder(folder)
      await rm(incoming, { recursive: true, force: true })
      await mkdir(incoming)
      const loaded = await loadRecords(records)
      await sweep(blobs, new Set(loaded.flatMap((record) => record.blobs)))
      return loaded
    },
    write: async (bytes) => {
      const blob = randomUUID()
      await writeFlushed(join(blobs, blob), bytes)
      await flushFolder(blobs)
      return blob
    },
    read: (blob, start, end) => readSlice(join(blobs, blob), start, end),
    discard: (blob) => rm(join(blobs, blob), { force: true }),
    publish: async (record) => {
      const draft = join(incoming, randomUUID())
      await writeFlushed(draft, [Buffer.from(JSON.stringify(record))])
      await rename(draft, recordFile(record.name))
      await flushFolder(records)
    },
    withdraw: async (name) => {
      await rm(recordFile(name), { force: true })
      await flushFolder(records)
    },
    close: () => releaseFolder(folder),
  }
}

async function loadRecords(folder: string): Promise<StorageRecord[]> {
  const names = await readdir(folder)
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
  return texts.map((text) => checkRecord(JSON.parse(text)))
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
