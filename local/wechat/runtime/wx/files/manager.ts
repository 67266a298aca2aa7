import { api } from '../call'
import { descriptors } from './descriptors'
import { digestOf } from './digest'
import { fromBytes } from './encoding'
import * as operations from './operations'
import { fileStore } from './store'
import { readSync } from './sync'

interface ReadOptions {
  filePath: string
  encoding?: string
  position?: number
  length?: number
}

interface ReadDescriptorOptions {
  fd: string
  arrayBuffer: ArrayBuffer
  offset?: number
  length?: number
  position?: number
}

interface WriteOptions {
  filePath: string
  data: unknown
  encoding?: string
}

/** What `wx.getFileSystemManager()` gives. */
export const fileSystemManager = { ...reading(), ...writing(), ...folders(), ...openFiles() }

function reading() {
  return {
    readFile: api('readFile', async ({ filePath, encoding, position, length }: ReadOptions) => {
      const part = operations.slice(fileStore.get(filePath).blob, position, length)
      return { data: fromBytes(new Uint8Array(await part.arrayBuffer()), encoding) }
    }),
    readFileSync: (filePath: string, encoding?: string, position?: number, length?: number) =>
      fromBytes(readSync(operations.slice(fileStore.get(filePath).blob, position, length)), encoding),
    getFileInfo: api('getFileInfo', async ({ filePath, digestAlgorithm }: FileInfoOptions) => {
      const { blob } = fileStore.get(filePath)
      return { size: blob.size, digest: await digestOf(blob, digestAlgorithm ?? 'md5') }
    }),
    stat: api('stat', ({ path }: { path: string }) => ({ stats: operations.stat(path) })),
    statSync: operations.stat,
    access: api('access', ({ path }: { path: string }) => operations.access(path)),
    accessSync: operations.access,
  }
}

interface FileInfoOptions {
  filePath: string
  digestAlgorithm?: 'md5' | 'sha1'
}

function writing() {
  return {
    writeFile: api('writeFile', (o: WriteOptions) => operations.writeFile(o.filePath, o.data, o.encoding)),
    writeFileSync: operations.writeFile,
    appendFile: api('appendFile', (o: WriteOptions) => operations.appendFile(o.filePath, o.data, o.encoding)),
    appendFileSync: operations.appendFile,
    unlink: api('unlink', ({ filePath }: { filePath: string }) => fileStore.delete(filePath)),
    unlinkSync: (filePath: string) => fileStore.delete(filePath),
    removeSavedFile: api('removeSavedFile', ({ filePath }: { filePath: string }) => fileStore.delete(filePath)),
    copyFile: api('copyFile', (o: { srcPath: string; destPath: string }) => operations.copyFile(o.srcPath, o.destPath)),
    copyFileSync: operations.copyFile,
    rename: api('rename', (o: { oldPath: string; newPath: string }) => operations.rename(o.oldPath, o.newPath)),
    renameSync: operations.rename,
    saveFile: api('saveFile', (o: { tempFilePath: string; filePath?: string }) => ({
      savedFilePath: operations.saveFile(o.tempFilePath, o.filePath),
    })),
    saveFileSync: operations.saveFile,
  }
}

function folders() {
  return {
    readdir: api('readdir', ({ dirPath }: { dirPath: string }) => ({ files: operations.readdir(dirPath) })),
    readdirSync: operations.readdir,
    mkdir: api('mkdir', (o: { dirPath: string; recursive?: boolean }) => operations.mkdir(o.dirPath, !!o.recursive)),
    mkdirSync: (dirPath: string, recursive = false) => operations.mkdir(dirPath, recursive),
    rmdir: api('rmdir', (o: { dirPath: string; recursive?: boolean }) => operations.rmdir(o.dirPath, !!o.recursive)),
    rmdirSync: (dirPath: string, recursive = false) => operations.rmdir(dirPath, recursive),
  }
}

function openFiles() {
  return {
    open: api('open', ({ filePath }: { filePath: string }) => ({ fd: descriptors.open(filePath) })),
    openSync: ({ filePath }: { filePath: string }) => descriptors.open(filePath),
    read: api('read', async (options: ReadDescriptorOptions) => {
      const { arrayBuffer, offset = 0, length = arrayBuffer.byteLength - offset } = options
      const part = operations.slice(descriptors.blob(options.fd), options.position, length)
      const bytes = new Uint8Array(await part.arrayBuffer())
      new Uint8Array(arrayBuffer).set(bytes, offset)
      return { bytesRead: bytes.length, arrayBuffer }
    }),
    fstat: api('fstat', ({ fd }: { fd: string }) => ({ stats: operations.stat(descriptors.path(fd)) })),
    fstatSync: ({ fd }: { fd: string }) => operations.stat(descriptors.path(fd)),
    close: api('close', ({ fd }: { fd: string }) => descriptors.close(fd)),
    closeSync: ({ fd }: { fd: string }) => descriptors.close(fd),
  }
}
