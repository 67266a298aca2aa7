/** Uploads in the words of the official SDK. */
import { generatedFile } from '../../wx'
import { createWorld } from './world'

const MiB = 1024 * 1024
const FilePath = 'wxfile://tmp_cat.jpg'
const Key = 'u/1/cat.jpg'
const words = {
  CacheControl: 'max-age=7200',
  ContentDisposition: 'attachment',
  ContentEncoding: 'identity',
  StorageClass: 'STANDARD_IA',
  ACL: 'private',
  'x-cos-meta-by': 'me',
  'x-cos-meta-count': 7,
}
const stored = {
  'cache-control': 'max-age=7200',
  'content-disposition': 'attachment',
  'content-encoding': 'identity',
  'x-cos-storage-class': 'STANDARD_IA',
  'x-cos-meta-by': 'me',
  'x-cos-meta-count': '7',
}
const warn = jest.spyOn(console, 'warn').mockImplementation()
beforeEach(() => warn.mockClear())
afterAll(() => warn.mockRestore())

describe.each([
  ['one request', 300_000],
  ['parts', 6 * MiB],
])('an upload in %s', (_, size) => {
  const setUp = () => createWorld({ files: { [FilePath]: generatedFile(size) } })

  it('is stored as the official parameters say', async () => {
    const { clock, cos, server } = setUp()
    await clock.run(cos.uploadFile({ Key, FilePath, ...words }))
    expect(await server.headers(Key)).toMatchObject(stored)
    expect(warn).not.toHaveBeenCalled()
  })

  it('takes them before the same in Headers, whatever their case', async () => {
    const { clock, cos, server } = setUp()
    const Headers = { 'Cache-Control': 'no-cache', 'X-Cos-Meta-By': 'you' }
    await clock.run(cos.uploadFile({ Key, FilePath, Headers, ...words }))
    expect(await server.headers(Key)).toMatchObject(stored)
  })

  it('warns of what is not taken, by its name', async () => {
    const { clock, cos } = setUp()
    const unknown: object = { [`Grant${size}`]: 'x' }
    await clock.run(cos.uploadFile({ Key, FilePath, ...unknown }))
    expect(warn.mock.calls).toEqual([[expect.stringContaining(`Grant${size} `)]])
  })
})

describe('SliceSize', () => {
  it.each([
    [3 * MiB, 3 * MiB, ['PUT']],
    [3 * MiB + 1, 3 * MiB, ['POST', 'PUT', 'PUT', 'PUT', 'PUT', 'POST']],
  ])('of a file of %d bytes %d: %j', async (size, SliceSize, methods) => {
    const { clock, cos, wx } = createWorld({ files: { [FilePath]: generatedFile(size) } })
    await clock.run(cos.uploadFile({ Key, FilePath, SliceSize }))
    expect(wx.phone.requests.map(({ method }) => method)).toEqual(methods)
  })

  it.each([-1, 1.5, '5MB'])('%j is refused', (SliceSize) => {
    const { cos } = createWorld({ files: { [FilePath]: generatedFile(1) } })
    expect(() => cos.uploadFile({ Key, FilePath, SliceSize: SliceSize as number })).toThrow('SliceSize must be')
  })
})

// The most that COS takes: the local COS keeps to a limit in real time.
it('a limit of traffic binds each part', async () => {
  const { clock, cos, wx } = createWorld({ files: { [FilePath]: generatedFile(6 * MiB) } })
  const request = jest.spyOn(wx, 'request')
  await clock.run(cos.uploadFile({ Key, FilePath, 'x-cos-traffic-limit': 838_860_800 }))
  const parts = request.mock.calls.map(([options]) => options).filter(({ url }) => url.includes('partNumber='))
  expect(parts.length).toBeGreaterThan(1)
  for (const { header } of parts) expect(header).toMatchObject({ 'x-cos-traffic-limit': '838860800' })
})
