import { BackendError } from '../../../miniprogram/services/backend'
import { deleteMyData } from '../../../miniprogram/services/my-data'
import { albumVersion } from '../../../miniprogram/services/photos'

const cos = {
  listObjects: jest.fn(),
  deleteObject: jest.fn(),
  resumableUploads: () => [{ Key: 'u/a/new.mp4' }, { Key: 'u/other/new.mp4' }],
  discardUpload: jest.fn(),
}
const requestAsUser = jest.fn()
const cleanUpFiles = jest.fn()
jest.mock('../../../miniprogram/services/client', () => ({ cosClient: async () => cos }))
jest.mock('../../../miniprogram/services/session', () => ({
  session: async () => ({ token: 't', Prefix: 'u/a/' }),
  requestAsUser: (...request: unknown[]) => requestAsUser(...request) as unknown,
}))
jest.mock('../../../miniprogram/services/phone-storage', () => ({ cleanUpFiles: () => void cleanUpFiles() }))

beforeEach(() => {
  for (const mock of [cos.listObjects, cos.deleteObject, cos.discardUpload, requestAsUser, cleanUpFiles])
    mock.mockReset()
})

const contents = (...keys: string[]) => ({ Contents: keys.map((Key) => ({ Key })) })
const deleted = (objects: number, complete: boolean) => ({ objects, versions: 0, uploads: 0, complete })

test('the backend deletes it all, in as many calls as it takes; the phone forgets what it has', async () => {
  requestAsUser.mockResolvedValueOnce(deleted(500, false)).mockResolvedValueOnce(deleted(20, true))
  const before = albumVersion()
  const told: number[] = []
  expect(await deleteMyData((count) => told.push(count))).toEqual({ deleted: 520, failures: [] })
  expect(requestAsUser.mock.calls).toEqual(Array(2).fill(['DELETE', '/cos/user-data']))
  expect(told).toEqual([500, 520])
  expect(cos.listObjects).not.toHaveBeenCalled()
  expect(cos.discardUpload.mock.calls).toEqual([[{ Key: 'u/a/new.mp4' }]])
  expect(cleanUpFiles).toHaveBeenCalledTimes(1)
  expect(albumVersion()).not.toBe(before)
})

test('a backend that gets no further is not asked for ever', async () => {
  requestAsUser.mockResolvedValue(deleted(0, false))
  await expect(deleteMyData(() => {})).rejects.toMatchObject({ problem: 'broken' })
  expect(requestAsUser).toHaveBeenCalledTimes(1)
})

test('where the backend fails nothing else is tried', async () => {
  requestAsUser.mockRejectedValue(new BackendError('unreachable', '/cos/user-data'))
  await expect(deleteMyData(() => {})).rejects.toMatchObject({ problem: 'unreachable' })
  expect(cos.listObjects).not.toHaveBeenCalled()
})

test('where the backend does not offer it every page of the folder is deleted from here, one failure kept apart', async () => {
  requestAsUser.mockRejectedValue(new BackendError('unsupported', '/cos/user-data'))
  cos.listObjects
    .mockResolvedValueOnce({ ...contents('u/a/1.jpg', 'u/a/2.jpg'), NextMarker: 'u/a/2.jpg' })
    .mockResolvedValueOnce(contents('u/a/3.jpg'))
  const refused = new Error('AccessDenied')
  cos.deleteObject.mockImplementation(async ({ Key }: { Key: string }) => {
    if (Key === 'u/a/2.jpg') throw refused
  })
  const told: number[] = []
  expect(await deleteMyData((count) => told.push(count))).toEqual({ deleted: 2, failures: [refused] })
  expect(told).toEqual([1, 2])
  expect(cos.listObjects.mock.calls).toEqual([
    [{ Prefix: 'u/a/', Marker: undefined }],
    [{ Prefix: 'u/a/', Marker: 'u/a/2.jpg' }],
  ])
})
