/** Bytes, a text in UTF-8, or what `generatedFile` makes. */
export type TestContent = Uint8Array | ArrayBuffer | string | GeneratedFile

/** A content that is made on demand, so that hundreds of megabytes cost no memory. */
export interface GeneratedFile {
  /** Bytes. */
  readonly size: number
  /** A fresh copy of so many bytes from `position` on. */
  bytes(position: number, length: number): Uint8Array
}
