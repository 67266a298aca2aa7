import { invalidArgument } from '../errors/cos-error'
import { checkParams } from '../request/validate'
import { MAX_READ_BYTES, MIN_PART_BYTES } from '../transfer/upload/upload-part-size'
import type { COSOptions } from '../types/client'
import type { OfficialOptions } from '../types/official-options'

/** Those of the official SDK's options that say how uploads go. */
export type UploadSettings = Pick<
  OfficialOptions,
  'SliceSize' | 'ChunkSize' | 'FileParallelLimit' | 'ChunkParallelLimit' | 'ProgressInterval' | 'UploadQueueSize'
>

const SETTINGS = /^(SliceSize|ChunkSize|(File|Chunk)ParallelLimit|ProgressInterval|UploadQueueSize)$/
/** What is always so, whatever the client is told. */
const ALWAYS = /^(CorrectClockSkew|ForceSignHost|ObjectKeySimplifyCheck)$/
/** Whether the client does what an option says without being told: `false` and `0` turn off what is not there. */
function isSo(name: string, value: unknown): boolean {
  if (ALWAYS.test(name)) return value !== false
  return !value || name === 'UploadCheckContentMd5' || (name === 'SimpleUploadMethod' && value === 'putObject')
}

/**
 * The options of the official SDK, apart: those of the client itself, and those of its uploads. What nothing honours is
 * among the client's, which warns of it.
 * @throws CosError `InvalidArgument`
 */
export function splitOptions(options: object): { client: COSOptions; uploads: UploadSettings } {
  checkParams('The client', options, /^/)
  const client: Record<string, unknown> = {}
  const uploads: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(options)) {
    if (SETTINGS.test(name)) uploads[name] = value
    else if (!isSo(name, value)) client[name] = value
  }
  if (client.ForcePathStyle) throw invalidArgument('ForcePathStyle does not work: COS wants the bucket in the host.')
  return { client: client as unknown as COSOptions, uploads }
}

/** Bytes a part, as far as COS and the platform take it. */
export function partSizeOf(given: number | undefined): number | undefined {
  return given && Math.floor(Math.min(Math.max(given, MIN_PART_BYTES), MAX_READ_BYTES))
}
