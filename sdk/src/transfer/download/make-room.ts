import { CosError } from '../../errors/cos-error'
import { freeBytes } from '../../platform/stored-bytes'
import type { Run } from '../task'
import { checkSize } from './too-large'

/**
 * Sees to it that a file has room among the app's own. What this package keeps there gives way: downloads that nobody
 * goes on with, then the oldest of its temporary files. Where the platform does not say what is free, only trying tells.
 * @throws CosError `TooLarge`, `StorageFull`
 */
export async function makeRoom({ context, runtime }: Run, size: number): Promise<void> {
  checkSize(size)
  const missing = async () => size - ((await freeBytes(context.environment)) ?? size)
  if ((await missing()) <= 0) return
  await runtime.partialFiles.deleteUnused()
  await runtime.tempFiles.makeRoom(await missing())
  const lacking = await missing()
  if (lacking > 0) throw storageFull(size, size - lacking)
}

function storageFull(size: number, free: number): CosError {
  return new CosError(
    'StorageFull',
    `The file has ${size} bytes, and the mini program has ${free} left for its files`,
    {
      hint: "Delete files, then try again: the phone is full, or the mini program's 200 MB for files are.",
    },
  )
}
