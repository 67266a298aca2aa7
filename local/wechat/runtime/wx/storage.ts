import { PHONE } from '../launch'
import { api, ApiError } from './call'

const PREFIX = `${PHONE}storage:`
const LIMIT_KB = 10 * 1024

/** The app's storage, which survives a reload. Values keep their types. */
export const storage = {
  setStorageSync: set,
  getStorageSync: (key: string): unknown => read(key) ?? '',
  removeStorageSync: remove,
  clearStorageSync: clear,
  getStorageInfoSync: info,
  setStorage: api('setStorage', ({ key, data }: { key: string; data: unknown }) => set(key, data)),
  getStorage: api('getStorage', ({ key }: { key: string }) => {
    const data = read(key)
    if (data === undefined) throw new ApiError('data not found')
    return { data }
  }),
  removeStorage: api('removeStorage', ({ key }: { key: string }) => remove(key)),
  clearStorage: api('clearStorage', clear),
  getStorageInfo: api('getStorageInfo', info),
}

function set(key: string, data: unknown): void {
  localStorage.setItem(PREFIX + key, JSON.stringify({ data }))
}

function read(key: string): unknown {
  const text = localStorage.getItem(PREFIX + key)
  return text === null ? undefined : JSON.parse(text).data
}

function remove(key: string): void {
  localStorage.removeItem(PREFIX + key)
}

function clear(): void {
  for (const key of keys()) remove(key)
}

function info(): { keys: string[]; currentSize: number; limitSize: number } {
  const size = keys().reduce((sum, key) => sum + (localStorage.getItem(PREFIX + key)?.length ?? 0), 0)
  return { keys: keys(), currentSize: Math.ceil(size / 1024), limitSize: LIMIT_KB }
}

function keys(): string[] {
  const all = Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '')
  return all.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length))
}
