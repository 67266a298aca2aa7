import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Claims a folder for this process: what one sweeps away as left over, another may be about to publish.
 * @throws {Error} where a process that is running has claimed it
 */
export async function claimFolder(folder: string): Promise<void> {
  const path = lockOf(folder)
  const holder = Number(await readFile(path, 'utf8').catch(() => ''))
  if (holder > 0 && holder !== process.pid && isRunning(holder)) {
    throw new Error(`${folder} is in use by process ${holder}. If that is something else, delete ${path}.`)
  }
  await rm(path, { force: true })
  await writeFile(path, String(process.pid), { flag: 'wx' })
}

/** Gives up the claim. */
export async function releaseFolder(folder: string): Promise<void> {
  await rm(lockOf(folder), { force: true })
}

function lockOf(folder: string): string {
  return join(folder, 'lock')
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It is there, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
