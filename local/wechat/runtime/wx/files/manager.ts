import { api, syncApi } from '../call'
import { digestOf } from './digest'
import { fromBytes } from './encoding'
import { openFiles } from './open-files'
import * as operations from './operations'
import { readSync } from './sync'

interface ReadOptions {
  filePath: string
  encoding?: string
  position?: number
  length?: number
}

interface WriteOptions {
  filePath: string
  data: unknown
  encoding?: string
}

interface StatOptions {
  path: string
  recursive?: boolean
}

/** What `wx.getFileSystemManager()` gives. */
export const fileSystemManager = { ...reading(), ...writing(), ...moving(), ...folders(), ...openFiles() }

function reading() {
  return {
    readFile: api('readFile', async ({ filePath, encoding, position, length }: ReadOptions) => {
      const part = operations.slice(operations.readableBlob(filePath), position, length)
      return { data: fromBytes(new Uint8Array(await part.arrayBuffer()), encoding) }
    }),
    readFileSync: syncApi('readFileSync', (filePath: string, encoding?: string, position?: number, length?: number) =>
      fromBytes(readSync(operations.slice(operations.readableBlob(filePath), position, length)), encoding),
    ),
    getFileInfo: api('getFileInfo', async ({ filePath, digestAlgorithm }: FileInfoOptions) => {
      const blob = operations.readableBlob(filePath)
      return { size: blob.size, digest: await digestOf(blob, digestAlgorithm ?? 'md5') }
    }),
    stat: api('stat', ({ path, recursive }: StatOptions) => ({ stats: operations.statAll(path, recursive) })),
    statSync: syncApi('statSync', operations.statAll),
    access: api('access', ({ path }: { path: string }) => operations.access(path)),
    accessSync: syncApi('accessSync', operations.access),
    getSavedFileList: api('getSavedFileList', () => ({ fileList: operations.savedFiles() })),
  }
}

interface FileInfoOptions {
  filePath: string
  digestAlgorithm?: 'md5' | 'sha1'
}

function writing() {
  return {
    writeFile: api('writeFile', (o: WriteOptions) => operations.writeFile(o.filePath, o.data, o.encoding)),
    writeFileSync: syncApi('writeFileSync', operations.writeFile),
    appendFile: api('appendFile', (o: WriteOptions) => operations.appendFile(o.filePath, o.data, o.encoding)),
    appendFileSync: syncApi('appendFileSync', operations.appendFile),
    unlink: api('unlink', ({ filePath }: { filePath: string }) => operations.unlink(filePath)),
    unlinkSync: syncApi('unlinkSync', operations.unlink),
    removeSavedFile: api('removeSavedFile', ({ filePath }: { filePath: string }) => operations.unlink(filePath)),
  }
}

function moving() {
  return {
    copyFile: api('copyFile', (o: { srcPath: string; destPath: string }) => operations.copyFile(o.srcPath, o.destPath)),
    copyFileSync: syncApi('copyFileSync', operations.copyFile),
    rename: api('rename', (o: { oldPath: string; newPath: string }) => operations.rename(o.oldPath, o.newPath)),
    renameSync: syncApi('renameSync', operations.rename),
    saveFile: api('saveFile', (o: { tempFilePath: string; filePath?: string }) => ({
      savedFilePath: operations.saveFile(o.tempFilePath, o.filePath),
    })),
    saveFileSync: syncApi('saveFileSync', operations.saveFile),
  }
}

function folders() {
  return {
    readdir: api('readdir', ({ dirPath }: { dirPath: string }) => ({ files: operations.readdir(dirPath) })),
    readdirSync: syncApi('readdirSync', operations.readdir),
    mkdir: api('mkdir', (o: { dirPath: string; recursive?: boolean }) => operations.mkdir(o.dirPath, o.recursive)),
    mkdirSync: syncApi('mkdirSync', operations.mkdir),
    rmdir: api('rmdir', (o: { dirPath: string; recursive?: boolean }) => operations.rmdir(o.dirPath, o.recursive)),
    rmdirSync: syncApi('rmdirSync', operations.rmdir),
  }
}
