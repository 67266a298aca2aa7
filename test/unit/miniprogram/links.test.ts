import { shareLinks } from '../../../miniprogram/services/links'

const cos = { presignAll: jest.fn() }
jest.mock('../../../miniprogram/services/client', () => ({ cosClient: async () => cos }))

const signed = (Url: string) => ({ status: 'fulfilled', value: { Url, ExpiredTime: 1_700_000_000 } })
const refused = { status: 'rejected', reason: new Error('AccessDenied') }

test('links have one lifetime, tell when they end, and carry the name that a file is saved under', async () => {
  cos.presignAll.mockResolvedValue([signed('https://signed/')])
  expect(await shareLinks(['u/a/海.jpg'])).toEqual([
    { key: 'u/a/海.jpg', name: '海.jpg', url: 'https://signed/', until: new Date(1_700_000_000_000) },
  ])
  expect(cos.presignAll).toHaveBeenCalledWith([{ Key: 'u/a/海.jpg', Expires: 3600, downloadName: '海.jpg' }])
})

test('one that cannot be signed is left out; where none can, the reason is told', async () => {
  cos.presignAll.mockResolvedValue([refused, signed('https://signed/')])
  expect((await shareLinks(['a', 'b'])).map(({ key }) => key)).toEqual(['b'])
  cos.presignAll.mockResolvedValue([refused])
  await expect(shareLinks(['a'])).rejects.toThrow('AccessDenied')
})
