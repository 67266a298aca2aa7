import { ApiError } from '../call'
import { fileStore } from './store'

const MOST = 100

const open = new Map<string, string>()
let last = 2

/** The open files by their descriptors, as `open`, `read`, `fstat` and `close` know them. */
export const descriptors = {
  open(path: string): string {
    fileStore.get(path)
    if (open.size >= MOST) throw new ApiError('too many open files', 1300024)
    const fd = String(++last)
    open.set(fd, path)
    return fd
  },

  blob(fd: string): Blob {
    return fileStore.get(descriptors.path(fd)).blob
  },

  path(fd: string): string {
    const path = open.get(fd)
    if (path === undefined) throw new ApiError('bad file descriptor', 1300009)
    return path
  },

  close(fd: string): void {
    descriptors.path(fd)
    open.delete(fd)
  },
}
