import { cp } from 'node:fs/promises'
import path from 'node:path'

/** Names the folder of a local COS that holds the sample pictures: drawing them takes longer than most tests. */
export const SAMPLES_VARIABLE = 'DRAWN_SAMPLES'

/** Puts the sample pictures into a data folder, where they have been drawn already; else its first start draws them. */
export async function copySamples(folder: string): Promise<void> {
  const drawn = process.env[SAMPLES_VARIABLE]
  if (!drawn) return
  // The lock is that of the process that has drawn them.
  const filter = (source: string) => path.basename(source) !== 'lock'
  await cp(drawn, path.join(folder, 'cos'), { recursive: true, filter })
}
