import { photoBatch } from '../../../miniprogram/services/photo-actions'

const deletePhoto = jest.fn()
const movePhoto = jest.fn()
const saveToPhone = jest.fn()
jest.mock('../../../miniprogram/services/photos', () => ({ deletePhoto: (key: string) => deletePhoto(key) as unknown }))
jest.mock('../../../miniprogram/services/folders', () => ({
  movePhoto: (...move: unknown[]) => movePhoto(...move) as unknown,
}))
jest.mock('../../../miniprogram/services/save', () => ({
  saveToPhone: (...save: unknown[]) => saveToPhone(...save) as unknown,
}))

test('all are deleted, or moved to the folder', async () => {
  await photoBatch({ kind: 'remove' }, () => {}).run(['a', 'b'])
  expect(deletePhoto.mock.calls).toEqual([['a'], ['b']])
  await photoBatch({ kind: 'move', prefix: 'u/x/' }, () => {}).run(['a', 'b'])
  expect(movePhoto.mock.calls).toEqual([
    ['a', 'u/x/'],
    ['b', 'u/x/'],
  ])
})

test('saving tells how far the photo under way is, after those that are done', async () => {
  saveToPhone.mockImplementation(async (_: string, onProgress: (progress: object) => void) => {
    onProgress({ percent: 0.5 })
    return true
  })
  const told: object[] = []
  await photoBatch({ kind: 'save' }, (progress) => told.push(progress)).run(['a', 'b'])
  expect(told).toEqual([
    { done: 0, part: 0.5 },
    { done: 1, part: 0 },
    { done: 1, part: 0.5 },
    { done: 2, part: 0 },
  ])
})

test('where the permission was refused nobody is asked about each photo, and no other is downloaded', async () => {
  saveToPhone.mockReset().mockImplementation(async (_key: string, _onProgress: unknown, ask: () => boolean) => ask())
  const { done, failed } = await photoBatch({ kind: 'save' }, () => {}).run(['a', 'b', 'c'])
  expect(done).toEqual([])
  expect(failed.map(({ item }) => item)).toEqual(['a', 'b', 'c'])
  expect(saveToPhone).toHaveBeenCalledTimes(1)
})

test('a photo that the person would not have saved is not told as saved', async () => {
  saveToPhone.mockResolvedValue(false)
  const { done, failed } = await photoBatch({ kind: 'save' }, () => {}).run(['a'])
  expect(done).toEqual([])
  expect(failed).toEqual([{ item: 'a', error: expect.objectContaining({ code: 'PermissionDenied' }) as unknown }])
})
