import { objectKey } from '../../../miniprogram/services/object-name'
import { photoLister, type Order } from '../../../miniprogram/services/sorting'

const cos = { listObjects: jest.fn(), presignAll: jest.fn() }
jest.mock('../../../miniprogram/services/client', () => ({ cosClient: async () => cos }))
jest.mock('../../../miniprogram/services/session', () => ({ session: async () => ({ token: 't', Prefix: 'u/a/' }) }))

const object = (name: string, time: number, Size: number) => ({
  Key: objectKey('u/a/', name, time, () => 0),
  Size,
  LastModified: '2026-01-31T04:00:00.000Z',
})

beforeEach(() => {
  cos.listObjects.mockReset()
  cos.presignAll.mockReset().mockImplementation(async (list: object[]) => list.map(() => ({ status: 'rejected' })))
})

/** The names that a folder of two listed pages shows in an order. */
async function namesIn(order: Order): Promise<string[]> {
  cos.listObjects
    .mockResolvedValueOnce({ Contents: [object('b', 3, 10), object('c', 2, 30)], CommonPrefixes: [], NextMarker: 'c' })
    .mockResolvedValueOnce({ Contents: [object('a', 1, 20)], CommonPrefixes: ['u/a/-x/'] })
  const { photos, folders } = await photoLister(order)('mine')
  expect(folders).toEqual(['u/a/-x/'])
  return photos.map(({ name }) => name)
}

test.each([
  ['oldest', ['a', 'c', 'b']],
  ['name', ['a', 'b', 'c']],
  ['size', ['c', 'a', 'b']],
] as const)('%s first, once all pages of the folder have been listed', async (order, names) => {
  expect(await namesIn(order)).toEqual(names)
})

test('the newest first is the order of COS, page by page', async () => {
  cos.listObjects.mockResolvedValue({ Contents: [object('b', 3, 10)], CommonPrefixes: [], NextMarker: 'c' })
  const page = await photoLister('newest')('mine')
  expect(cos.listObjects).toHaveBeenCalledTimes(1)
  expect(page.nextMarker).toBe('c')
})

test('a long folder is signed a page at a time, and listed once', async () => {
  const Contents = Array.from({ length: 40 }, (_, i) => object(`${i}`.padStart(2, '0'), i, 1))
  cos.listObjects.mockResolvedValue({ Contents, CommonPrefixes: [] })
  const list = photoLister('name')
  const first = await list('mine')
  const second = await list('mine', first.nextMarker)
  expect([first.photos.length, second.photos.length, second.nextMarker]).toEqual([30, 10, undefined])
  expect(second.photos[0]?.name).toBe('30')
  expect(cos.listObjects).toHaveBeenCalledTimes(1)
})
