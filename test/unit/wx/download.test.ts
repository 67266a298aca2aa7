import { always, createWx, virtualClock, type WxOptions } from '../../wx'
import { outcome } from './outcome'
import { type Answer, recordingServer } from './server'

const url = 'https://photos.example.com/cat.jpg'

function setUp(answer: Answer, options: Partial<WxOptions> = {}) {
  const clock = virtualClock()
  const { heard, handler } = recordingServer(answer)
  const wx = createWx({ clock, handler, ...options })
  const files = wx.getFileSystemManager()
  return { clock, heard, wx, files, usr: wx.env.USER_DATA_PATH }
}

describe('wx.downloadFile', () => {
  it('makes a temporary file of any status, and says nothing of headers', async () => {
    const { clock, wx, files } = setUp({ status: 403, headers: [['x-cos-request-id', '1']], body: '<Error/>' })
    const ended = await clock.run(outcome(wx.downloadFile, { url }))
    expect(ended).toEqual({
      success: { statusCode: 403, tempFilePath: 'wxfile://tmp_000001', errMsg: 'downloadFile:ok' },
    })
    expect(files.readFileSync('wxfile://tmp_000001', 'utf8')).toBe('<Error/>')
  })

  it('gives pictures their extension', async () => {
    const { clock, wx } = setUp({ headers: [['Content-Type', 'image/jpeg']], body: 'jpeg' })
    expect(await clock.run(outcome(wx.downloadFile, { url }))).toMatchObject({
      success: { tempFilePath: expect.stringMatching(/\.jpg$/) },
    })
  })

  it('tells headers and progress to the listeners of its task', async () => {
    const { clock, wx } = setUp({ headers: [['Content-Length', '8']], body: '12345678' }, { headerCase: 'lower' })
    const events: unknown[] = []
    const ended = new Promise((success) => {
      const task = wx.downloadFile({ url, success })
      task.onHeadersReceived((event) => events.push(event))
      task.onProgressUpdate((event) => events.push(event))
    })
    await clock.run(ended)
    expect(events).toEqual([
      { header: { 'content-length': '8' } },
      { progress: 100, totalBytesWritten: 8, totalBytesExpectedToWrite: 8 },
    ])
  })

  it('writes to a path below USER_DATA_PATH', async () => {
    const { clock, wx, files, usr } = setUp({ body: 'cat' })
    const filePath = `${usr}/cat.jpg`
    expect(await clock.run(outcome(wx.downloadFile, { url, filePath }))).toEqual({
      success: { statusCode: 200, filePath, errMsg: 'downloadFile:ok' },
    })
    expect(files.readFileSync(filePath, 'utf8')).toBe('cat')
  })

  it.each([
    ['wxfile://tmp_mine.jpg', 1300013],
    ['wxfile://usr/missing/cat.jpg', 1300002],
  ])('does not write to %s, nor ask for it', async (filePath, errno) => {
    const { clock, wx, heard } = setUp({})
    expect(await clock.run(outcome(wx.downloadFile, { url, filePath }))).toMatchObject({ fail: { errno } })
    expect(heard).toEqual([])
  })

  it('fails where the storage is full', async () => {
    const { clock, wx, usr } = setUp({ body: '12345' }, { limits: { userBytes: 4 } })
    expect(await clock.run(outcome(wx.downloadFile, { url, filePath: `${usr}/a` }))).toEqual({
      fail: {
        errMsg: 'downloadFile:fail the maximum size of the file storage limit is exceeded',
        errno: 1300202,
      },
    })
    expect(await clock.run(outcome(wx.downloadFile, { url }))).toHaveProperty('success')
  })

  it.each([
    ['announced', { headers: [['Content-Length', '11']], body: '' }],
    ['sent', { body: '12345678901' }],
  ] as const)('refuses a file that is too large, when its size is %s', async (_when, answer) => {
    const { clock, wx } = setUp(answer, { limits: { downloadBytes: 10 } })
    expect(await clock.run(outcome(wx.downloadFile, { url }))).toEqual({
      fail: { errMsg: 'downloadFile:fail exceed max file size' },
    })
    expect(wx.phone.files.list()).toEqual([])
  })

  it('leaves no file behind when it is aborted', async () => {
    const faults = always({ kind: 'bandwidth', bytesPerSecond: 1 })
    const { clock, wx } = setUp({ body: 'abc' }, { faults })
    const ended: unknown[] = []
    const task = wx.downloadFile({ url, complete: (result) => ended.push(result) })
    await clock.advance(2000)
    task.abort()
    await clock.runUntilIdle()
    expect(ended).toEqual([{ errMsg: 'downloadFile:fail abort' }])
    expect(wx.phone.files.list()).toEqual([])
  })
})

describe('wx.uploadFile', () => {
  it('posts a form with the file', async () => {
    const { clock, wx, heard } = setUp({ body: 'thanks' }, { files: { 'wxfile://tmp_a.txt': 'hello' } })
    const options = { url, filePath: 'wxfile://tmp_a.txt', name: 'file', formData: { key: 'a.txt' } }
    expect(await clock.run(outcome(wx.uploadFile, options))).toMatchObject({
      success: { statusCode: 200, data: 'thanks' },
    })
    const form = new Response(new Uint8Array(heard[0]?.body ?? []), {
      headers: { 'content-type': heard[0]?.headers['content-type'] ?? '' },
    })
    const fields = await form.formData()
    expect(fields.get('key')).toBe('a.txt')
    const file = fields.get('file')
    expect(file instanceof Blob && (await file.text())).toBe('hello')
  })

  it('fails where there is no such file', async () => {
    const { clock, wx } = setUp({})
    const options = { url, filePath: 'wxfile://tmp_gone', name: 'file' }
    expect(await clock.run(outcome(wx.uploadFile, options))).toMatchObject({ fail: { errno: 1300002 } })
  })
})
