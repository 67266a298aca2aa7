import { readFile } from 'node:fs/promises'
import { hasFields } from './shape'
import type { StorageRecord } from './storage'

/** A record, or why it cannot be used, with as much of it as can be read. */
export type ReadRecord =
  | { record: StorageRecord; reason?: undefined }
  | { record?: Pick<StorageRecord, 'name'>; reason: string }

/** Reads a record whose bytes are among `blobs`. */
export async function readRecord(file: string, blobs: ReadonlySet<string>): Promise<ReadRecord> {
  try {
    return checkRecord(await readFile(file, 'utf8'), blobs)
  } catch (error) {
    return { reason: `it cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}

function checkRecord(text: string, blobs: ReadonlySet<string>): ReadRecord {
  if (text.trim() === '') return { reason: 'its record is empty' }
  const json = parse(text)
  if (json === undefined) return { ...nameIn(text), reason: 'its record is no JSON' }
  if (!isRecord(json)) return { ...nameIn(text), reason: 'its record is not one that was written here' }
  const missing = json.blobs.filter((blob) => !blobs.has(blob))
  return missing.length === 0 ? { record: json } : { record: json, reason: 'its content is missing' }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRecord(json: unknown): json is StorageRecord {
  return hasFields(json, { name: 'string', blobs: 'strings' }) && 'value' in json
}

/** The name stands first, and so survives where the end is cut off. */
function nameIn(text: string): { record?: Pick<StorageRecord, 'name'> } {
  const name = parse(/^\s*\{\s*"name"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1] ?? '')
  return typeof name === 'string' ? { record: { name } } : {}
}
