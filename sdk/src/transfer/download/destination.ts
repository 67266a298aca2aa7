import type { DownloadResult } from '../../types/transfers'
import type { RangeSource } from './fetch-range'

/** A file in its place. */
export type PlacedFile = DownloadResult

/** Where a download is wanted. */
export interface Destination {
  /** Where the caller wants it; a temporary path, where that is not said. */
  readonly filePath: string | undefined
}

/**
 * A download may be stopped while its file is put in its place: nobody hears of one of ours.
 * @throws CosError `Aborted`
 */
export async function keepUnlessStopped(
  { signal, runtime, filePath }: RangeSource & Destination,
  FilePath: string,
): Promise<void> {
  if (signal.aborted && FilePath !== filePath) await runtime.tempFiles.delete([{ path: FilePath }])
  signal.throwIfAborted()
}
