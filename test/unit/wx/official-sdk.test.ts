import { createCos, memoryStorage } from '../../../local/cos'
import { createWx, generatedFile, realClock } from '../../wx'

interface OfficialClient {
  uploadFile(params: object, callback: (error: unknown, data: { statusCode: number; ETag: string }) => void): void
  headObject(params: object, callback: (error: unknown, data: { headers: Record<string, string> }) => void): void
}
type OfficialSdk = new (options: object) => OfficialClient

const Bucket = 'photos-1250000000'
const Region = 'ap-guangzhou'
const permanentKey = { SecretId: 'AKIDEXAMPLE', SecretKey: 'secret-key-EXAMPLE' }
const megabyte = 1024 * 1024
const FilePath = 'wxfile://tmp_video.mp4'
const FileSize = 3 * megabyte + 1

describe('the wx for Node', () => {
  // The official SDK takes its platform from the surroundings, when it is loaded.
  afterAll(() => {
    Reflect.deleteProperty(globalThis, 'window')
    Reflect.deleteProperty(globalThis, 'wx')
  })

  it('runs the official SDK, unmodified', async () => {
    const cos = createCos({ storage: memoryStorage(), Bucket, Region, keys: [permanentKey] })
    const wx = createWx({ clock: realClock(), handler: () => cos, files: { [FilePath]: generatedFile(FileSize) } })
    Object.assign(globalThis, { wx, window: undefined })
    const Official = jest.requireActual<OfficialSdk>('cos-wx-sdk-v5')
    const client = new Official(permanentKey)
    const where = { Bucket, Region, Key: 'video.mp4' }

    const params = { ...where, FilePath, FileSize, SliceSize: megabyte, ChunkSize: megabyte }
    const failure = await new Promise((resolve) => client.uploadFile(params, resolve))
    expect(failure).toBeNull()
    const headers = await new Promise((resolve) => client.headObject(where, (_error, data) => resolve(data.headers)))
    expect(headers).toMatchObject({ 'content-length': String(FileSize) })
    const parts = wx.phone.requests.filter(({ method }) => method === 'PUT').map(({ bytes }) => bytes)
    expect(parts.sort((one, other) => one - other)).toEqual([1, megabyte, megabyte, megabyte])
  })
})
