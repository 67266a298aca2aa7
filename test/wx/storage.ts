import type { AppProcess } from './app-process'
import { type Callbacks, fail, PlatformError, succeed } from './callbacks'

/** What `wx.setStorage` keeps: it outlives the app. */
export type StorageEntries = Map<string, string>

/** `wx.setStorage` and its kin. Values are copied, as JSON, going in and coming out. */
export function storageFunctions(entries: StorageEntries, process: AppProcess) {
  const read = (key: string): unknown => JSON.parse(entries.get(key) ?? '""')
  const write = (key: string, data: unknown) => void entries.set(key, JSON.stringify(data ?? ''))
  const callBack = <Result>(api: string, options: Callbacks<Result>, operation: () => Result) =>
    process.later(() => succeed(api, options, operation()))
  return {
    /** An empty string where there is nothing. */
    getStorageSync: (key: string): unknown => read(key),
    setStorageSync: (key: string, data: unknown): void => write(key, data),
    removeStorageSync: (key: string): void => void entries.delete(key),
    clearStorageSync: (): void => entries.clear(),
    getStorageInfoSync: () => ({ keys: [...entries.keys()], currentSize: sizeOf(entries), limitSize: 10_240 }),

    getStorage: (options: { key: string } & Callbacks<{ data: unknown }>): void => {
      if (entries.has(options.key)) return callBack('getStorage', options, () => ({ data: read(options.key) }))
      process.later(() => fail(options, process.failure('getStorage', new PlatformError('data not found'))))
    },
    setStorage: (options: { key: string; data: unknown } & Callbacks<object>): void => {
      write(options.key, options.data)
      callBack('setStorage', options, () => ({}))
    },
    removeStorage: (options: { key: string } & Callbacks<object>): void => {
      entries.delete(options.key)
      callBack('removeStorage', options, () => ({}))
    },
  }
}

/** In kilobytes. */
function sizeOf(entries: StorageEntries): number {
  const characters = [...entries].reduce((sum, [key, value]) => sum + key.length + value.length, 0)
  return Math.ceil(characters / 1024)
}
