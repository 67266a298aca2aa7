import { sharedKeys, toShare } from '../../../miniprogram/services/shared-selection'

const listObjects = jest.fn()
jest.mock('../../../miniprogram/services/client', () => ({ cosClient: async () => ({ listObjects }) }))
jest.mock('../../../miniprogram/services/session', () => ({ session: async () => ({ token: 't', Prefix: 'u/a/' }) }))

const contents = (...keys: string[]) => ({ Contents: keys.map((Key) => ({ Key })), CommonPrefixes: ['u/a/-旅行/'] })

test('what is shared is what was chosen last', async () => {
  toShare({ keys: ['a', 'b'] })
  toShare({ keys: ['c'] })
  expect(await sharedKeys()).toEqual(['c'])
  expect(listObjects).not.toHaveBeenCalled()
})

test('of a folder it is every file that lies in it, however many pages a listing has, and no other folder', async () => {
  listObjects.mockResolvedValueOnce({ ...contents('u/a/', 'u/a/1.jpg'), NextMarker: 'u/a/1.jpg' })
  listObjects.mockResolvedValueOnce(contents('u/a/2.pdf'))
  toShare({ folder: 'mine' })
  expect(await sharedKeys()).toEqual(['u/a/1.jpg', 'u/a/2.pdf'])
  expect(listObjects.mock.calls).toEqual([
    [{ Prefix: 'u/a/', Delimiter: '/', Marker: undefined }],
    [{ Prefix: 'u/a/', Delimiter: '/', Marker: 'u/a/1.jpg' }],
  ])
})
