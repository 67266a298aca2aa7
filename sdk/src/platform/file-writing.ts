import { asText, type UnknownRecord } from './as-record'
import type { Environment } from './environment'
import { callFile, copyFile, deleteFile, fileError } from './files'

/** Whether files of the app can be written to at any place: base library 2.16.1 and later. */
export function canWriteAt(environment: Environment): boolean {
  const platform = environment.platform()
  const files: UnknownRecord = Object(platform.getFileSystemManager())
  return Boolean(platform.env && platform.env.USER_DATA_PATH && files.open && files.write && files.close)
}

/** Makes a file of so many bytes, all of them zeros, so that it has its room from now on. @throws CosError `StorageFull`, `File` */
export function createFile(environment: Environment, filePath: string, size: number): Promise<void> {
  return writeTo(environment, filePath, 'w', new ArrayBuffer(1), size - 1)
}

/** Puts bytes at their place in a file that is there. @throws CosError `StorageFull`, `File` */
export function writeFileAt(
  environment: Environment,
  filePath: string,
  data: ArrayBuffer,
  position: number,
): Promise<void> {
  return writeTo(environment, filePath, 'r+', data, position)
}

/** Puts a file in the place of what is there, so that it takes no room of its own there. @throws CosError `StorageFull`, `File` */
export async function moveFile(environment: Environment, oldPath: string, newPath: string): Promise<void> {
  try {
    await callFile(environment, 'rename', { oldPath, newPath })
  } catch {
    // Not every platform moves a file over another.
    await copyFile(environment, oldPath, newPath)
    await deleteFile(environment, oldPath)
  }
}

/** Opens the file for one piece only: whatever happens, it is not left open. */
async function writeTo(
  environment: Environment,
  filePath: string,
  flag: 'r+' | 'w',
  data: ArrayBuffer,
  position: number,
): Promise<void> {
  const fd = asText((await callFile(environment, 'open', { filePath, flag })).fd)
  try {
    const { bytesWritten } = await callFile(environment, 'write', { fd, data, position })
    if (Number(bytesWritten) < data.byteLength) throw fileError('write:fail not all of it was written', filePath)
  } finally {
    await callFile(environment, 'close', { fd }).catch(() => {})
  }
}
