import type { AppProcess } from '../app-process'
import { type Callbacks, fail, succeed } from '../callbacks'
import type { Limits } from '../limits'
import { DescriptorOperations, type ReadArguments, type WriteArguments } from './descriptor-operations'
import { Descriptors } from './descriptors'
import type { FileMemory } from './memory'
import { FileOperations, type ReadFileArguments } from './operations'
import type { FileStore } from './store'

/** What the file functions work on. */
export interface FileSystem {
  store: FileStore
  memory: FileMemory
  descriptors: Descriptors
  limits: Limits
  process: AppProcess
}

/** `wx.getFileSystemManager()`. */
export type FileSystemManager = ReturnType<typeof fileSystemManager>

/** WeChat's two forms of each function: calling back, and `…Sync`, which returns, or throws with `errMsg` and `errno`. */
export function fileSystemManager(system: FileSystem) {
  return { ...callingBack(system), ...returning(system) }
}

function operationsOf({ store, descriptors, limits, memory }: FileSystem) {
  const files = new FileOperations(store, limits)
  const open = new DescriptorOperations(store, descriptors)
  return {
    files,
    open,
    readFile: (options: ReadFileArguments) => {
      const result = files.readFile(options)
      if (typeof result.data !== 'string') memory.filled(result.data)
      return result
    },
    read: (options: ReadArguments) => {
      const result = open.read(options)
      if (result.bytesRead > 0) memory.filled(result.arrayBuffer)
      return result
    },
  }
}

function callingBack(system: FileSystem) {
  const { files, open, readFile, read } = operationsOf(system)
  const { process } = system
  const callBack =
    <Options, Result>(api: string, operation: (options: Options) => Result) =>
    (options: Options & Callbacks<Result>): void =>
      process.later(() => {
        const outcome = outcomeOf(() => operation(options))
        if ('result' in outcome) succeed(api, options, outcome.result)
        else fail(options, process.failure(api, outcome.error))
      })
  return {
    access: callBack('access', files.access),
    readFile: callBack('readFile', readFile),
    stat: callBack('stat', files.stat),
    getFileInfo: callBack('getFileInfo', files.getFileInfo),
    unlink: callBack('unlink', files.unlink),
    writeFile: callBack('writeFile', files.writeFile),
    copyFile: callBack('copyFile', files.copyFile),
    rename: callBack('rename', files.rename),
    getSavedFileList: callBack('getSavedFileList', files.getSavedFileList),
    saveFile: callBack('saveFile', files.saveFile),
    mkdir: callBack('mkdir', files.mkdir),
    readdir: callBack('readdir', files.readdir),
    open: callBack('open', open.open),
    read: callBack('read', read),
    write: callBack('write', open.write),
    fstat: callBack('fstat', open.fstat),
    close: callBack('close', open.close),
  }
}

function returning(system: FileSystem) {
  const { files, open, readFile, read } = operationsOf(system)
  const orThrow = <Result>(api: string, operation: () => Result): Result => {
    const outcome = outcomeOf(operation)
    if ('result' in outcome) return outcome.result
    const failure = system.process.failure(api, outcome.error)
    throw Object.assign(new Error(failure.errMsg, { cause: outcome.error }), failure)
  }
  return {
    accessSync: (path: string) => void orThrow('accessSync', () => files.access({ path })),
    readFileSync: (filePath: string, encoding?: string, position?: number, length?: number) =>
      orThrow('readFileSync', () => readFile({ filePath, encoding, position, length })).data,
    statSync: (path: string) => orThrow('statSync', () => files.statOf(path)),
    unlinkSync: (filePath: string) => void orThrow('unlinkSync', () => files.unlink({ filePath })),
    writeFileSync: (filePath: string, data: string | ArrayBuffer, encoding?: string) =>
      void orThrow('writeFileSync', () => files.writeFile({ filePath, data, encoding })),
    copyFileSync: (srcPath: string, destPath: string) =>
      void orThrow('copyFileSync', () => files.copyFile({ srcPath, destPath })),
    renameSync: (oldPath: string, newPath: string) =>
      void orThrow('renameSync', () => files.rename({ oldPath, newPath })),
    saveFileSync: (tempFilePath: string, filePath?: string) =>
      orThrow('saveFileSync', () => files.saveFile({ tempFilePath, filePath })).savedFilePath,
    mkdirSync: (dirPath: string, recursive?: boolean) =>
      void orThrow('mkdirSync', () => files.mkdir({ dirPath, recursive })),
    readdirSync: (dirPath: string) => orThrow('readdirSync', () => files.readdir({ dirPath })).files,
    openSync: (options: { filePath: string; flag?: string }) => orThrow('openSync', () => open.open(options)).fd,
    readSync: (options: ReadArguments) => orThrow('readSync', () => read(options)),
    writeSync: (options: WriteArguments) => orThrow('writeSync', () => open.write(options)),
    fstatSync: (options: { fd: string }) => orThrow('fstatSync', () => open.fstat(options)).stats,
    closeSync: (options: { fd: string }) => void orThrow('closeSync', () => open.close(options)),
  }
}

function outcomeOf<Result>(operation: () => Result): { result: Result } | { error: unknown } {
  try {
    return { result: operation() }
  } catch (error) {
    return { error }
  }
}
