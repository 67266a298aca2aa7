import { generatedFile } from '../../wx'
import { createWorld } from './world'

const FilePath = 'wxfile://tmp_cat.jpg'

describe('a small upload', () => {
  it('stores the file, byte for byte, in one PUT', async () => {
    const { clock, cos, server, wx } = createWorld({ files: { [FilePath]: generatedFile(300_000) } })
    const result = await clock.run(cos.uploadFile({ Key: 'u/1/cat.jpg', FilePath }))
    expect(result).toMatchObject({
      Key: 'u/1/cat.jpg',
      Location: expect.stringMatching(/myqcloud.com\/u\/1\/cat.jpg$/),
    })
    const stored = await server.object('u/1/cat.jpg')
    expect(stored?.equals(generatedFile(300_000).bytes(0, 300_000))).toBe(true)
    expect((await server.headers('u/1/cat.jpg'))['content-type']).toBe('image/jpeg')
    expect(wx.phone.requests.map((each) => each.method)).toEqual(['PUT'])
    expect(await server.uploads()).toEqual([])
  })

  it('downloads again', async () => {
    const { clock, cos, server, wx } = createWorld()
    await server.put('samples/a b+c.txt', 'hello')
    const result = await clock.run(cos.downloadFile({ Key: 'samples/a b+c.txt' }))
    expect(result).toMatchObject({ Size: 5 })
    expect(wx.getFileSystemManager().readFileSync(result.FilePath, 'utf8')).toBe('hello')
  })
})
