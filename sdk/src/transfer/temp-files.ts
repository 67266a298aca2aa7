import type { Environment } from '../platform/environment'
import { copyFile, deleteFile } from '../platform/files'
import { createMemory } from '../platform/storage'

/** A copy with an extension; where there is no room for one, the file itself. */
export type Scratch = (path: string, extension: string) => Promise<string>

/**
 * Makes copies where the platform's own temporary files do not do. They live as long as those: until the app starts
 * anew.
 */
export function createScratch(environment: Environment): Scratch {
  const platform = environment.platform()
  const memory = createMemory(platform, 'cos-miniprogram/files', isPath)
  for (const path of memory.get()) void deleteFile(environment, path)
  const copies: string[] = []

  return async (path, extension) => {
    const { USER_DATA_PATH } = platform.env || {}
    if (!USER_DATA_PATH) return path
    const copy = `${USER_DATA_PATH}/cos-${environment.now()}-${copies.length}${extension}`
    copies.push(copy)
    memory.set(copies)
    return copyFile(environment, path, copy).then(
      () => copy,
      () => path,
    )
  }
}

function isPath(value: unknown): value is string {
  return typeof value === 'string'
}
