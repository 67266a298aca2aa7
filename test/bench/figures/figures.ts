import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Where the figures are kept that the documents show. */
export const file = path.resolve(__dirname, '../../../docs/figures/figures.json')

/** What was measured, by bench, and when. */
export interface Figures {
  sizes: { measured: string; rows: SizeRow[]; server: ServerSizes }
  presign: { measured: string } & PresignFigures
  transfer: { measured: string; rows: TransferRow[] }
  download: { measured: string; rows: DownloadRow[] }
  server: { measured: string; rows: ServerRow[] }
  'first-screen': { measured: string } & FirstScreenFigures
}

/** Bytes of what an app carries. */
export interface SizeRow {
  name: string
  version: string
  /** By esbuild. */
  minified: number
  gzipped: number
  /** In an upload by WeChat, without and with `es6`; the compiler's helpers apart. */
  es6Off: number
  es6On: number
}

/** Bytes. */
export interface ServerSizes {
  bytes: number
  gzipped: number
  /** Memory of its process at rest. */
  rss: number
}

/** One comparison of rates; the ratio is that of pairs in a row. */
export interface Rates {
  ours: number
  official: number
  ratio: number
}

/** How fast URLs are signed, and what that costs besides. */
export interface PresignFigures {
  /** Milliseconds that running the module takes. */
  evaluation: { ours: number; official: number }
  /** URLs a second. */
  urls: ({ setting: string; engine: string; what: string } & Rates)[]
  /** For 500 URLs at once, nothing held. */
  credentialsRequests: { ours: number; official: number }
}

/** MB/s. */
export interface TransferRow extends Rates {
  what: string
}

/** When it has arrived, or why not, in words. */
export interface DownloadRow {
  what: string
  ours: string
  plain: string
  official: string
}

/** Credentials requests a second, and milliseconds. */
export interface ServerRow {
  connections: number
  requests: number
  p50: number
  p99: number
}

/** The start of the demo by somebody whose album has photos, with its services 100 ms away. */
export interface FirstScreenFigures {
  /** From the first request to the first picture. */
  milliseconds: number
  /** What was asked until then, besides the pictures. */
  asked: string[]
}

/** What was measured before. */
export function readFigures(): Partial<Figures> {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/** Puts what a bench has measured in the place of what it had before. */
export function keepFigures(name: string, measured: object): void {
  const section = { measured: new Date().toISOString().slice(0, 10), ...measured }
  writeFileSync(file, `${JSON.stringify({ ...readFigures(), [name]: section }, null, 2)}\n`)
}
