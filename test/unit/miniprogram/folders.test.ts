import { listFolders, movePhoto, newFolder } from '../../../miniprogram/services/folders'
import { albumVersion } from '../../../miniprogram/services/photos'

const cos = { listObjects: jest.fn() }
const requestAsUser = jest.fn()
jest.mock('../../../miniprogram/services/client', () => ({ cosClient: async () => cos }))
jest.mock('../../../miniprogram/services/session', () => ({
  session: async () => ({ token: 't', Prefix: 'u/a/' }),
  requestAsUser: (...request: unknown[]) => requestAsUser(...request) as unknown,
}))

beforeEach(() => requestAsUser.mockReset())

test('the folders of all pages are listed, the album itself first', async () => {
  cos.listObjects
    .mockResolvedValueOnce({ CommonPrefixes: ['u/a/-旅行/'], NextMarker: 'x' })
    .mockResolvedValueOnce({ CommonPrefixes: ['u/a/docs/'] })
  expect(await listFolders()).toEqual([
    { prefix: 'u/a/', name: '' },
    { prefix: 'u/a/-旅行/', name: '旅行' },
    { prefix: 'u/a/docs/', name: 'docs' },
  ])
})

test('a new folder sorts before all photos, and its name makes no other folder', async () => {
  expect(await newFolder('2026/旅行')).toEqual({ prefix: 'u/a/-2026_旅行/', name: '2026_旅行' })
})

test('a photo is moved by the backend, keeps its name, and the album has to be listed again', async () => {
  const before = albumVersion()
  await movePhoto('u/a/-x/1-b.jpg', 'u/a/')
  expect(requestAsUser.mock.calls).toEqual([['POST', '/cos/move', { From: 'u/a/-x/1-b.jpg', To: 'u/a/1-b.jpg' }]])
  expect(albumVersion()).not.toBe(before)
})

test('one that is there already is not moved', async () => {
  await movePhoto('u/a/b.jpg', 'u/a/')
  expect(requestAsUser).not.toHaveBeenCalled()
})
