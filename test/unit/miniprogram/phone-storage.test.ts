import { cleanUpFiles, storageUsed } from '../../../miniprogram/services/phone-storage'
import { useWx } from './fake-wx'

const USER = 'wxfile://usr'

/** A phone with these files; the one that is open cannot be deleted. */
function usePhone(files: Map<string, number>) {
  const isFolder = (path: string) => [...files.keys()].some((name) => name.startsWith(`${path}/`))
  useWx({
    env: { USER_DATA_PATH: USER },
    getStorageInfoSync: () => ({ currentSize: 3, limitSize: 10240 }),
    getFileSystemManager: () => ({
      readdirSync(folder: string) {
        if (!isFolder(folder)) throw new Error('no such file or directory')
        const below = [...files.keys()].filter((name) => name.startsWith(`${folder}/`))
        return [...new Set(below.map((name) => name.slice(folder.length + 1).split('/')[0]))]
      },
      statSync: (path: string) => ({ isDirectory: () => isFolder(path), size: files.get(path) ?? 0 }),
      unlinkSync(path: string) {
        if (path.endsWith('open.jpg')) throw new Error('file is open')
        files.delete(path)
      },
    }),
  })
}

test('what is used counts the files in all folders', () => {
  usePhone(
    new Map([
      [`${USER}/a.jpg`, 1000],
      [`${USER}/cache/b.jpg`, 24],
    ]),
  )
  expect(storageUsed()).toEqual({ storage: 3072, files: 1024 })
})

test('an app without a file uses none', () => {
  usePhone(new Map())
  expect(storageUsed().files).toBe(0)
})

test('cleaning up deletes all files that can be deleted', () => {
  const files = new Map([
    [`${USER}/open.jpg`, 1],
    [`${USER}/a.jpg`, 1000],
    [`${USER}/cache/b.jpg`, 24],
  ])
  usePhone(files)
  cleanUpFiles()
  expect([...files.keys()]).toEqual([`${USER}/open.jpg`])
})
