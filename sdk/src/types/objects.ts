import type { PresignOutcome } from './signing'

export interface HeadObjectResult {
  Size: number
  ETag: string
  ContentType: string
  LastModified: string
  Metadata: Record<string, string>
}

export interface ListParams {
  Bucket?: string
  Region?: string
  Prefix?: string
  Delimiter?: string
  Marker?: string
  MaxKeys?: number
}

export interface ListResult {
  Contents: { Key: string; Size: number; ETag: string; LastModified: string }[]
  CommonPrefixes: string[]
  NextMarker?: string
}

export interface SharedFolder {
  Links: ({ Key: string; Size: number } & PresignOutcome)[]
  NextMarker?: string
}
