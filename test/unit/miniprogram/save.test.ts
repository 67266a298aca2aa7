import { saveToAlbum } from '../../../miniprogram/services/save'
import { useWx } from './fake-wx'

jest.mock('../../../miniprogram/services/client', () => ({
  cosClient: async () => ({ downloadFile: async () => ({ FilePath: 'wxfile://tmp/sea.jpg' }) }),
}))

const denied = { errMsg: 'saveImageToPhotosAlbum:fail auth deny' }
const cancelled = { errMsg: 'saveImageToPhotosAlbum:fail cancel' }

/** Saves while the album gives one of these outcomes to each attempt: `undefined` is a success. */
async function saving(outcomes: object[], granted = false) {
  const deleted: string[] = []
  const asked = jest.fn(async () => granted)
  useWx({
    saveImageToPhotosAlbum: async () => {
      const failure = outcomes.shift()
      if (failure) throw failure
    },
    getFileSystemManager: () => ({ unlink: ({ filePath }: { filePath: string }) => deleted.push(filePath) }),
  })
  const result = await saveToAlbum('u/a/sea.jpg', { onProgress: () => undefined, askForPermission: asked }).catch(
    (error: unknown) => error,
  )
  return { result, asked: asked.mock.calls.length, deleted }
}
const copy = ['wxfile://tmp/sea.jpg']

test('a picture is saved, and its copy deleted', async () => {
  expect(await saving([])).toEqual({ result: true, asked: 0, deleted: copy })
})

test('where the permission is missing the person is asked, and the same copy is saved then', async () => {
  expect(await saving([denied], true)).toEqual({ result: true, asked: 1, deleted: copy })
})

test('a person who does not give the permission is asked once, and nothing is saved', async () => {
  expect(await saving([denied])).toEqual({ result: false, asked: 1, deleted: copy })
})

test('a person who cancels is not told of an error', async () => {
  expect(await saving([cancelled])).toEqual({ result: false, asked: 0, deleted: copy })
})

test('any other failure is told, and the copy is deleted all the same', async () => {
  const failure = { errMsg: 'saveImageToPhotosAlbum:fail invalid file type' }
  expect(await saving([failure])).toEqual({ result: failure, asked: 0, deleted: copy })
})
