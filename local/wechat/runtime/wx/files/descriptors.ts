import { ApiError } from '../call'
import { readableBlob, requireCreatable, requireWritable } from './operations'
import { fileStore } from './store'

const MAX_OPEN = 100

/** An open file, as its flag opened it. */
export interface Descriptor {
  readonly path: string
  readonly mode: Mode
  /** Where the next read or write without a position starts. */
  position: number
}

interface Mode {
  readonly reads?: boolean
  readonly writes?: boolean
  readonly creates?: boolean
  readonly truncates?: boolean
  readonly appends?: boolean
  /** A file that is there already is refused. */
  readonly isNew?: boolean
}

const READ: Mode = { reads: true }
const WRITE: Mode = { writes: true, creates: true, truncates: true }
const APPEND: Mode = { writes: true, creates: true, appends: true }

/** The flags of WeChat's `FileSystemManager.open`. */
const MODES: Readonly<Record<string, Mode>> = {
  r: READ,
  'r+': { reads: true, writes: true },
  w: WRITE,
  wx: { ...WRITE, isNew: true },
  'w+': { ...WRITE, reads: true },
  'wx+': { ...WRITE, reads: true, isNew: true },
  a: APPEND,
  ax: { ...APPEND, isNew: true },
  'a+': { ...APPEND, reads: true },
  'ax+': { ...APPEND, reads: true, isNew: true },
  as: APPEND,
  'as+': { ...APPEND, reads: true },
}

const open = new Map<string, Descriptor>()
let last = 2

/** The open files by their descriptors, of which WeChat gives few. */
export const descriptors = {
  open(path: string, flag: string): string {
    const mode = MODES[flag]
    if (mode === undefined) throw new ApiError(`invalid flag "${flag}"`, 1300022)
    if (open.size >= MAX_OPEN) throw new ApiError('excced max concurrent fd limit', 1302002)
    if (mode.isNew && fileStore.has(path)) throw new ApiError(`file already exists ${path}`, 1301005)
    if (mode.creates) create(path, mode)
    else if (mode.writes) requireWritable(path)
    readableBlob(path)
    const fd = String(++last)
    open.set(fd, { path, mode, position: 0 })
    return fd
  },

  get(fd: string): Descriptor {
    const descriptor = open.get(fd)
    if (descriptor === undefined) throw new ApiError('bad file descriptor', 1300009)
    return descriptor
  },

  forReading(fd: string): Descriptor {
    return allowed(descriptors.get(fd), 'reads')
  },

  forWriting(fd: string): Descriptor {
    return allowed(descriptors.get(fd), 'writes')
  },

  close(fd: string): void {
    descriptors.get(fd)
    open.delete(fd)
  },
}

function create(path: string, { truncates }: Mode): void {
  requireCreatable(path)
  if (truncates || !fileStore.has(path)) fileStore.put(path, new Blob([]))
}

function allowed(descriptor: Descriptor, right: 'reads' | 'writes'): Descriptor {
  if (!descriptor.mode[right]) throw new ApiError('bad file descriptor', 1300009)
  return descriptor
}
