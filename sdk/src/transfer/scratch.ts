import type { Platform } from '../platform/types'
import { copyFile, deleteFile } from './file'
import { createMemory } from './memory'

/** A copy with an extension; `undefined` where there is no room for one. */
export type Scratch = (path: string, extension: string) => Promise<string | undefined>

/**
 * Makes copies where the platform's own temporary files do not do. They live as long as those: until the app starts
 * anew.
 */
export function createScratch(platform: Platform, now: () => number): Scratch {
  const memory = createMemory(platform, 'cos-miniprogram/files', isPath)
  let count = 0
  const old = memory.get()
  if (old.length) memory.set([])
  for (const path of old) void deleteFile(platform, path)

  return async (path, extension) => {
    const { USER_DATA_PATH } = platform.env || {}
    if (!USER_DATA_PATH) return undefined
    const copy = `${USER_DATA_PATH}/cos-${now().toString(36)}-${++count}${extension}`
    memory.set([...memory.get(), copy])
    try {
      await copyFile(platform, path, copy)
      return copy
    } catch {
      return undefined
    }
  }
}

function isPath(value: unknown): value is string {
  return typeof value === 'string'
}
