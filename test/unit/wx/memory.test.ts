import { always, createWx, generatedFile, virtualClock } from '../../wx'
import { outcome } from './outcome'
import { recordingServer } from './server'

const megabyte = 1024 * 1024
const filePath = 'wxfile://tmp_video.mp4'
const url = 'https://photos.example.com/video.mp4'

function setUp() {
  const clock = virtualClock()
  const { handler } = recordingServer()
  const faults = always({ kind: 'latency', milliseconds: 50 })
  const wx = createWx({ clock, handler, faults, files: { [filePath]: generatedFile(300 * megabyte) } })
  const { readFile } = wx.getFileSystemManager()
  const read = async (part: number, bytes = megabyte) => {
    const ended = await outcome(readFile, { filePath, position: part * bytes, length: bytes })
    if ('fail' in ended || typeof ended.success.data === 'string') throw new Error('the part cannot be read')
    return ended.success.data
  }
  const send = (data: ArrayBuffer) => outcome(wx.request, { url, method: 'PUT', data })
  return { clock, read, send, memory: wx.phone.memory }
}

describe('the memory for file contents', () => {
  it('is held from the read until the request that carries it has settled', async () => {
    const { clock, read, send, memory } = setUp()
    const part = await clock.run(read(0))
    expect(memory.held).toBe(megabyte)
    const ended = send(part)
    expect(memory.held).toBe(megabyte)
    await clock.run(ended)
    expect(memory.held).toBe(0)
    expect(memory.peak).toBe(megabyte)
  })

  it('peaks with what is held at a time, whatever the size of the file', async () => {
    const { clock, read, send, memory } = setUp()
    let next = 0
    const worker = async () => {
      while (next < 40) await send(await read(next++))
    }
    await clock.run(Promise.all([worker(), worker(), worker()]))
    expect(memory.peak).toBe(3 * megabyte)
  })

  it('does not count what was read and dropped', async () => {
    const { clock, read, memory } = setUp()
    const check = async () => {
      for (let part = 0; part < 20; part++) expect((await read(part)).byteLength).toBe(megabyte)
    }
    await clock.run(check())
    expect(memory.peak).toBeLessThanOrEqual(2 * megabyte)
  })

  it('counts what is kept', async () => {
    const { clock, read, memory } = setUp()
    const kept: ArrayBuffer[] = []
    const hoard = async () => {
      for (let part = 0; part < 5; part++) kept.push(await read(part))
    }
    await clock.run(hoard())
    expect(kept).toHaveLength(5)
    expect(memory.peak).toBe(5 * megabyte)
  })

  it('counts a body that was copied', async () => {
    const { clock, read, send, memory } = setUp()
    const part = await clock.run(read(0))
    await clock.run(send(part.slice(0)))
    expect(memory.peak).toBe(2 * megabyte)
    expect(part.byteLength).toBe(megabyte)
  })
})
