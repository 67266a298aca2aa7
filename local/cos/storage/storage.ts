/**
 * Where the local COS keeps what must survive it: blobs, which are written once and never change, and records, which say
 * what the blobs are. A record is published whole or not at all, so what it points to is always complete.
 */
export interface Storage {
  /**
   * What was published before this start, without what is damaged, which is set aside. Called once, first; blobs that no
   * record names are gone afterwards.
   */
  load(): Promise<StorageRecord[]>
  /** Keeps the bytes for good and resolves to the new blob's id; if it rejects, nothing is left. */
  write(bytes: AsyncIterable<Uint8Array>): Promise<string>
  /** The bytes from `start` up to, but not including, `end`. */
  read(blob: string, start: number, end: number): AsyncIterable<Uint8Array>
  discard(blob: string): Promise<void>
  /** Puts the record in the place of the one with its name, all at once, and for good when it resolves. */
  publish(record: StorageRecord): Promise<void>
  withdraw(name: string): Promise<void>
  /** Takes a record that is of no use out of the way, with its blobs, to where a person can look at it. */
  setAside(record: StorageRecord, reason: string): Promise<void>
  /** Lets go of it, so that another process may load it. Ending the process does so, too. */
  close(): Promise<void>
}

/** A name, the blobs that it needs, and any JSON. */
export interface StorageRecord {
  readonly name: string
  readonly blobs: readonly string[]
  readonly value: unknown
}
