import type { Storage, StorageRecord } from './storage'

/** Keeps everything in this process: for tests. */
export function memoryStorage(): Storage {
  const blobs = new Map<string, Uint8Array>()
  const records = new Map<string, StorageRecord>()
  let written = 0

  return {
    load: async () => [...records.values()],
    write: async (bytes) => {
      const content = await collect(bytes)
      const blob = String(++written)
      blobs.set(blob, content)
      return blob
    },
    read: async function* (blob, start, end) {
      const content = blobs.get(blob)
      if (!content) throw new Error(`There is no blob ${blob}.`)
      yield content.subarray(start, end)
    },
    discard: async (blob) => void blobs.delete(blob),
    publish: async (record) => void records.set(record.name, record),
    setAside: async (record) => void records.delete(record.name),
    withdraw: async (name) => void records.delete(name),
    close: async () => undefined,
  }
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  // A copy, even of a single chunk: whoever sent it may use its memory again.
  return Buffer.concat(chunks)
}
