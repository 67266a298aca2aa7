import { generatedFile } from '../../wx'
import { createWorld } from './world'

const FilePath = 'wxfile://tmp_video.mp4'
const Key = 'u/1/video.mp4'
const MiB = 1024 * 1024

describe('an upload in parts', () => {
  it('stores the file, byte for byte', async () => {
    const file = generatedFile(5.5 * MiB)
    const { clock, cos, server, wx } = createWorld({ files: { [FilePath]: file } })
    const seen: number[] = []
    const task = cos.uploadFile({ Key, FilePath, partSize: 2 * MiB, onProgress: ({ loaded }) => seen.push(loaded) })
    await clock.run(task)
    expect((await server.object(Key))?.equals(file.bytes(0, file.size))).toBe(true)
    expect(await server.uploads()).toEqual([])
    expect(seen).toEqual([])
    expect(wx.phone.requests.map((each) => each.method)).toEqual(['POST', 'PUT', 'PUT', 'PUT', 'POST'])
  })
})
