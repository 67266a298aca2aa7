import { identityOf } from '../../../miniprogram/services/chosen-files'
import { file } from './fake-task'
import { useWx } from './fake-wx'

const md5 = '5d41402abc4b2a76b9719d911017c592'
const large = 30_000_000

interface Asked {
  filePath: string
  digestAlgorithm: string
  success: (result: { size: number; digest?: string }) => void
  fail: () => void
}

/** A phone that answers `getFileInfo` in this way. */
function phone(answer: (asked: Asked) => void): void {
  useWx({ getFileSystemManager: () => ({ getFileInfo: answer }) })
}

test('a file is known by its name, its size and what is in it', async () => {
  phone(({ filePath, digestAlgorithm, success }) => {
    if (filePath === 'wxfile://tmp_a.mp4' && digestAlgorithm === 'md5') success({ size: large, digest: md5 })
  })
  expect(await identityOf(file('a.mp4', large))).toEqual({ name: 'a.mp4', size: large, md5 })
})

test('a photo of the album has no name to be known by', async () => {
  phone(({ success }) => success({ size: large, digest: md5 }))
  expect(await identityOf({ ...file('IMG_1.jpg', large), named: false })).toEqual({ name: '', size: large, md5 })
})

test('a file that the phone cannot digest is not known again', async () => {
  phone(({ success }) => success({ size: large }))
  expect(await identityOf(file('a.mp4', large))).toBeUndefined()
  phone(({ fail }) => fail())
  expect(await identityOf(file('a.mp4', large))).toBeUndefined()
})

test('a small file is not even digested: it has no parts to go on with', async () => {
  const getFileInfo = jest.fn()
  phone(getFileInfo)
  expect(await identityOf(file('a.jpg', 1024 * 1024))).toBeUndefined()
  expect(getFileInfo).not.toHaveBeenCalled()
})
