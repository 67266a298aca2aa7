import { deleteMyData } from '../../../miniprogram/services/my-data'
import { albumVersion } from '../../../miniprogram/services/photos'

const cos = {
  listObjects: jest.fn(),
  deleteObject: jest.fn(),
  resumableUploads: () => [{ Key: 'u/a/new.mp4' }, { Key: 'u/other/new.mp4' }],
  discardUpload: jest.fn(),
}
jest.mock('../../../miniprogram/services/client', () => ({ cosClient: async () => cos }))
jest.mock('../../../miniprogram/services/session', () => ({ session: async () => ({ token: 't', Prefix: 'u/a/' }) }))

const contents = (...keys: string[]) => ({ Contents: keys.map((Key) => ({ Key })) })

test('every page of the own folder is deleted, and one failure does not keep the others', async () => {
  cos.listObjects
    .mockResolvedValueOnce({ ...contents('u/a/1.jpg', 'u/a/2.jpg'), NextMarker: 'u/a/2.jpg' })
    .mockResolvedValueOnce(contents('u/a/3.jpg'))
  const refused = new Error('AccessDenied')
  cos.deleteObject.mockImplementation(async ({ Key }: { Key: string }) => {
    if (Key === 'u/a/2.jpg') throw refused
  })
  const before = albumVersion()
  const told: number[] = []
  expect(await deleteMyData((count) => told.push(count))).toEqual({ deleted: 2, failures: [refused] })
  expect(told).toEqual([1, 2])
  expect(cos.listObjects.mock.calls).toEqual([
    [{ Prefix: 'u/a/', Marker: undefined }],
    [{ Prefix: 'u/a/', Marker: 'u/a/2.jpg' }],
  ])
  expect(cos.discardUpload.mock.calls).toEqual([[{ Key: 'u/a/new.mp4' }]])
  expect(albumVersion()).not.toBe(before)
})
