import type { Platform } from '../platform/types'
import { copyFile, deleteFile } from './file'
import { Memory } from './memory'

/**
 * Copies that the SDK makes where the platform's own temporary files do not do. They live as long as those: until the
 * app starts anew.
 */
export class Scratch {
  private readonly memory: Memory<string[]>
  private count = 0

  constructor(
    private readonly platform: Platform,
    private readonly now: () => number,
  ) {
    this.memory = new Memory(platform, 'cos-miniprogram/files', readPaths)
    const old = this.memory.get()
    if (!old.length) return
    this.memory.set([])
    for (const path of old) void deleteFile(platform, path)
  }

  /** A copy with this extension; `undefined` where there is no room for one. */
  async copy(path: string, extension: string): Promise<string | undefined> {
    const folder = this.platform.env?.USER_DATA_PATH
    if (!folder) return undefined
    const name = `cos-${this.now().toString(36)}-${++this.count}${extension}`
    const copy = `${folder}/${name}`
    this.memory.set([...this.memory.get(), copy])
    try {
      await copyFile(this.platform, path, copy)
      return copy
    } catch {
      return undefined
    }
  }
}

function readPaths(stored: unknown): string[] {
  return Array.isArray(stored) ? stored.filter((path): path is string => typeof path === 'string') : []
}
