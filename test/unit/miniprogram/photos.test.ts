import { objectKey } from '../../../miniprogram/services/object-name'
import {
  albumVersion,
  deletePhoto,
  isMine,
  listPhotos,
  neighbours,
  originalUrls,
  viewUrl,
} from '../../../miniprogram/services/photos'

const cos = {
  listObjects: jest.fn(),
  presignAll: jest.fn(),
  presign: jest.fn(),
  deleteObject: jest.fn(),
}
jest.mock('../../../miniprogram/services/client', () => ({ cosClient: async () => cos }))
jest.mock('../../../miniprogram/services/session', () => ({ session: async () => ({ token: 't', Prefix: 'u/a/' }) }))

beforeEach(() => {
  for (const call of Object.values(cos)) call.mockReset()
  cos.presignAll.mockImplementation(async (list: { Key: string }[]) =>
    list.map(({ Key }) =>
      Key.includes('refused')
        ? { status: 'rejected', reason: new Error('AccessDenied') }
        : { status: 'fulfilled', value: { Url: `https://signed/${Key}` } },
    ),
  )
})
const contents = (...keys: string[]) => ({
  Contents: keys.map((Key) => ({ Key, Size: 5, LastModified: '2026-01-31T04:00:00.000Z' })),
  CommonPrefixes: [],
})

test('the own photos are listed from where the last page ended, and all thumbnails are signed in one call', async () => {
  cos.listObjects.mockResolvedValue({ ...contents('u/a/b.jpg', 'u/a/c.png'), NextMarker: 'u/a/c.png' })
  const page = await listPhotos('mine', 'u/a/a.jpg')
  expect(cos.listObjects).toHaveBeenCalledWith({
    Prefix: 'u/a/',
    Delimiter: '/',
    Marker: 'u/a/a.jpg',
    MaxKeys: 30,
  })
  expect(cos.presignAll).toHaveBeenCalledTimes(1)
  expect(page.nextMarker).toBe('u/a/c.png')
  expect(page.photos.map(({ thumbnail }) => thumbnail)).toEqual([
    'https://signed/u/a/b.jpg',
    'https://signed/u/a/c.png',
  ])
})

test('the credentials to read are asked for before the listing has come', async () => {
  let answer: (listing: object) => void = () => {}
  cos.listObjects.mockReturnValue(new Promise((resolve) => (answer = resolve)))
  const page = listPhotos('mine')
  await new Promise<void>((resolve) => setImmediate(resolve))
  expect(cos.presignAll.mock.calls).toEqual([[[expect.objectContaining({ Key: expect.stringMatching(/^u\/a\//) })]]])
  answer(contents())
  await page
})

test('the samples lie in their own folder', async () => {
  cos.listObjects.mockResolvedValue(contents())
  await listPhotos('samples')
  expect(cos.listObjects.mock.calls[0]?.[0]).toMatchObject({ Prefix: 'samples/' })
})

test('one thumbnail that cannot be signed leaves the others alone', async () => {
  cos.listObjects.mockResolvedValue(contents('u/a/refused.jpg', 'u/a/b.jpg'))
  const { photos } = await listPhotos('mine')
  expect(photos.map(({ failed }) => failed)).toEqual([true, false])
})

test('a file that is no picture has no thumbnail, and an empty folder object is not shown', async () => {
  cos.listObjects.mockResolvedValue(contents('u/a/', 'u/a/report.pdf'))
  const { photos } = await listPhotos('mine')
  const time = Date.UTC(2026, 0, 31, 4)
  const file = { key: 'u/a/report.pdf', name: 'report.pdf', size: 5, kind: 'file', thumbnail: '', time, failed: false }
  expect(photos).toEqual([file])
  expect(cos.presignAll).toHaveBeenCalledWith([])
})

test('a preview swipes through all pictures that its folder has listed, and begins with the one asked for', async () => {
  cos.listObjects.mockResolvedValueOnce({ ...contents('u/a/1.jpg', 'u/a/2.pdf'), NextMarker: 'u/a/2.pdf' })
  cos.listObjects.mockResolvedValueOnce(contents('u/a/3.jpg', 'u/a/refused.jpg'))
  await listPhotos('mine')
  await listPhotos('mine', 'u/a/2.pdf')
  expect(await originalUrls('u/a/3.jpg')).toEqual({
    urls: ['https://signed/u/a/1.jpg', 'https://signed/u/a/3.jpg'],
    current: 'https://signed/u/a/3.jpg',
  })
})

test('a picture that the album has not listed is previewed alone, and one that cannot be signed is told', async () => {
  expect((await originalUrls('u/a/other.jpg')).urls).toEqual(['https://signed/u/a/other.jpg'])
  await expect(originalUrls('u/a/refused too.jpg')).rejects.toThrow('AccessDenied')
})

test('what is swiped through is all that its folder has listed, files too', async () => {
  cos.listObjects.mockResolvedValueOnce({ ...contents('u/a/1.jpg', 'u/a/2.pdf'), NextMarker: 'u/a/2.pdf' })
  cos.listObjects.mockResolvedValueOnce(contents('u/a/3.mp4'))
  await listPhotos('mine')
  await listPhotos('mine', 'u/a/2.pdf')
  expect(neighbours('u/a/3.mp4')).toEqual(['u/a/1.jpg', 'u/a/2.pdf', 'u/a/3.mp4'])
  expect(neighbours('u/a/other.jpg')).toEqual(['u/a/other.jpg'])
})

test('a picture is looked at at the size of a screen, a video as it is; an address that failed is not given again', async () => {
  cos.presign.mockImplementation(async ({ Key }: { Key: string }) => ({ Url: `https://signed/${Key}` }))
  expect(await viewUrl('u/a/1.jpg')).toBe('https://signed/u/a/1.jpg')
  await viewUrl('u/a/2.mp4', true)
  expect(cos.presign.mock.calls).toEqual([
    [{ Key: 'u/a/1.jpg', Query: { 'imageMogr2/thumbnail/1080x': '' }, stable: true }],
    [{ Key: 'u/a/2.mp4', Query: undefined, stable: false }],
  ])
})

test('a folder is listed by its prefix, with the folders in it', async () => {
  cos.listObjects.mockResolvedValue({ ...contents(), CommonPrefixes: ['u/a/-旅行/-北京/'] })
  const page = await listPhotos('u/a/-旅行/')
  expect(cos.listObjects.mock.calls[0]?.[0]).toMatchObject({ Prefix: 'u/a/-旅行/' })
  expect(page.folders).toEqual(['u/a/-旅行/-北京/'])
})

test('a photo that was moved keeps the time at which it was uploaded', async () => {
  const uploaded = Date.UTC(2025, 4, 6)
  cos.listObjects.mockResolvedValue(contents(objectKey('u/a/-旅行/', 'b.jpg', uploaded, () => 0)))
  expect((await listPhotos('u/a/-旅行/')).photos[0]?.time).toBe(uploaded)
})

test('the album has to be listed again after a photo is deleted, and not where that failed', async () => {
  const before = albumVersion()
  cos.deleteObject.mockRejectedValueOnce(new Error('AccessDenied'))
  await expect(deletePhoto('u/a/b.jpg')).rejects.toThrow('AccessDenied')
  expect(albumVersion()).toBe(before)
  await deletePhoto('u/a/b.jpg')
  expect(albumVersion()).not.toBe(before)
})

test('only what lies below the own prefix may be deleted', async () => {
  expect(await Promise.all(['u/a/b.jpg', 'u/ab/b.jpg', 'samples/b.jpg'].map(isMine))).toEqual([true, false, false])
})
