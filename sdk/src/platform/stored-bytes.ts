import { asRecord } from './as-record'
import type { Environment } from './environment'
import { callFile } from './files'

/** Bytes that the platform gives an app for its own and its saved files together. */
export const MAX_STORED_BYTES = 200 * 1024 * 1024

/** How many of these are free; `undefined` where the platform does not say. */
export async function freeBytes(environment: Environment): Promise<number | undefined> {
  const { USER_DATA_PATH: path = '' } = environment.platform().env || {}
  try {
    const { stats } = await callFile(environment, 'stat', { path, recursive: true })
    const saved = callFile(environment, 'getSavedFileList', {}).catch(() => ({ fileList: [] }))
    return MAX_STORED_BYTES - sizeOfAll(stats) - sizeOfAll((await saved).fileList)
  } catch {
    return undefined
  }
}

/** Of a list of files, or of files by their paths: `[{ path, stats: { size } }]`, `{ path: { size } }`, `[{ size }]`. */
function sizeOfAll(files: unknown): number {
  return Object.values(asRecord(files)).reduce((sum: number, file) => {
    const { stats = file } = asRecord(file)
    return sum + (Number(asRecord(stats).size) || 0)
  }, 0)
}
