import type { Page } from 'playwright-core'
import { cleanUpAfterAll } from '../clean-up'
import { startFixture } from './fixture-host'
import { callFiles } from './wx-call'

jest.setTimeout(30_000)

const cleanUp = cleanUpAfterAll()
let page: Page

beforeAll(async () => {
  const host = await startFixture(cleanUp)
  page = await host.open('pages/language/language')
}, 60_000)

const onFiles = (name: string, options: object) => callFiles(page, name, options)
const usr = (name: string) => `wxfile://usr/${name}`
const textOf = async (filePath: string) => (await onFiles('readFile', { filePath, encoding: 'utf8' })).data
const write = (name: string, data: string) => onFiles('writeFile', { filePath: usr(name), data })
const open = async (name: string, flag: string) => (await onFiles('open', { filePath: usr(name), flag })).fd

describe('a file', () => {
  test('is read whole, in part, and at once', async () => {
    await write('digits', '0123456789')
    expect(await onFiles('readFile', { filePath: usr('digits'), encoding: 'utf8', position: 3, length: 4 })).toEqual({
      errMsg: 'readFile:ok',
      data: '3456',
    })
    const whole = await page.evaluate((path) => wx.getFileSystemManager().readFileSync(path, 'utf8'), usr('digits'))
    expect(whole).toBe('0123456789')
  })

  test('that is missing, or may not be written, fails with the number of WeChat', async () => {
    expect(await onFiles('readFile', { filePath: usr('none') })).toEqual({
      errMsg: "readFile:fail no such file or directory, open 'wxfile://usr/none'",
      errno: 1300002,
    })
    expect(await onFiles('writeFile', { filePath: 'wxfile://tmp_x', data: '' })).toMatchObject({ errno: 1300013 })
    expect(await onFiles('appendFile', { filePath: 'wxfile://tmp_x', data: '' })).toMatchObject({ errno: 1300013 })
  })

  test('at once, too: what is thrown has the words and the number', async () => {
    const thrown = await page.evaluate((path) => {
      try {
        return wx.getFileSystemManager().readFileSync(path)
      } catch (error) {
        return { message: Object(error).message, errno: Object(error).errno }
      }
    }, usr('none'))
    const message = "readFileSync:fail no such file or directory, open 'wxfile://usr/none'"
    expect(thrown).toEqual({ message, errno: 1300002 })
  })

  test('is copied, moved over another, listed and deleted', async () => {
    await onFiles('mkdir', { dirPath: usr('a/b'), recursive: true })
    await write('a/b/one', '1')
    await onFiles('copyFile', { srcPath: usr('a/b/one'), destPath: usr('a/two') })
    await write('a/three', 'older')
    await onFiles('rename', { oldPath: usr('a/b/one'), newPath: usr('a/three') })
    expect(await textOf(usr('a/three'))).toBe('1')
    const { files } = await onFiles('readdir', { dirPath: usr('a') })
    expect(new Set(Object(files))).toEqual(new Set(['b', 'three', 'two']))
    await onFiles('unlink', { filePath: usr('a/two') })
    expect(await onFiles('access', { path: usr('a/two') })).toMatchObject({ errno: 1300002 })
    expect(await onFiles('unlink', { filePath: usr('a/b') })).toMatchObject({ errno: 1300001 })
  })
})

describe('an open file', () => {
  test('takes bytes at any place, with zeros before them where there was nothing', async () => {
    const fd = await open('new', 'w')
    expect(await onFiles('write', { fd, data: 'end', position: 5 })).toEqual({ errMsg: 'write:ok', bytesWritten: 3 })
    await onFiles('write', { fd, data: 'ab', position: 1 })
    await onFiles('close', { fd })
    expect(await textOf(usr('new'))).toBe('\0ab\0\0end')
  })

  test('keeps what is around the bytes that are written', async () => {
    await write('kept', '0123456789')
    const fd = await open('kept', 'r+')
    await onFiles('write', { fd, data: 'ab', position: 3 })
    await onFiles('close', { fd })
    expect(await textOf(usr('kept'))).toBe('012ab56789')
  })

  test('of 150 MB is made by its last byte, and cut off again', async () => {
    const fd = await open('large', 'w')
    await onFiles('write', { fd, data: 'x', position: 150e6 - 1 })
    expect(await onFiles('fstat', { fd })).toMatchObject({ stats: { size: 150e6 } })
    const end = { filePath: usr('large'), position: 150e6 - 3, length: 3, encoding: 'utf8' }
    expect(await onFiles('readFile', end)).toMatchObject({ data: '\0\0x' })
    await onFiles('ftruncate', { fd, length: 2 })
    await onFiles('close', { fd })
    expect(await textOf(usr('large'))).toBe('\0\0')
  })

  test('goes on where the last piece without a position ended', async () => {
    const fd = await open('log', 'w+')
    for (const data of ['one ', 'two ']) await onFiles('write', { fd, data })
    await onFiles('write', { fd, data: 'O', position: 0 })
    await onFiles('write', { fd, data: 'three' })
    expect(await textOf(usr('log'))).toBe('One two three')
    await onFiles('close', { fd })
  })

  test('takes part of a buffer', async () => {
    const written = await page.evaluate((filePath) => {
      const files = wx.getFileSystemManager()
      const fd = files.openSync({ filePath, flag: 'w' })
      const data = new Uint8Array([65, 66, 67, 68]).buffer
      const { bytesWritten } = files.writeSync({ fd, data, offset: 1, length: 2 })
      files.closeSync({ fd })
      return bytesWritten
    }, usr('part'))
    expect(written).toBe(2)
    expect(await textOf(usr('part'))).toBe('BC')
  })

  test('is read at a position and from where the last read ended, into a place of the buffer', async () => {
    await write('digits', '0123456789')
    const read = await page.evaluate(async (filePath) => {
      const files = wx.getFileSystemManager()
      const fd = files.openSync({ filePath, flag: 'r' })
      const arrayBuffer = new ArrayBuffer(4)
      const sizes = [files.readSync({ fd, arrayBuffer, length: 2 }), files.readSync({ fd, arrayBuffer, length: 1 })]
      const { bytesRead } = await new Promise<{ bytesRead: number }>((resolve, reject) =>
        files.read({ fd, arrayBuffer, offset: 1, position: 8, length: 3, success: resolve, fail: reject }),
      )
      const { size } = files.fstatSync({ fd })
      files.closeSync({ fd })
      return { first: sizes.map((each) => each.bytesRead), bytesRead, size, bytes: [...new Uint8Array(arrayBuffer)] }
    }, usr('digits'))
    expect(read).toEqual({ first: [2, 1], bytesRead: 2, size: 10, bytes: [50, 56, 57, 0] })
  })

  test.each([
    ['r', { errno: 1300002 }],
    ['r+', { errno: 1300002 }],
    ['a', { errMsg: 'open:ok' }],
    ['wx', { errMsg: 'open:ok' }],
    ['q', { errMsg: 'open:fail invalid flag "q"', errno: 1300022 }],
  ])('with flag %s of a file that is not there: %j', async (flag, outcome) => {
    const opened = await onFiles('open', { filePath: usr(`absent-${flag}`), flag })
    expect(opened).toMatchObject(outcome)
    if (opened.fd) await onFiles('close', opened)
  })

  test.each([
    ['ax', '12', 1301005],
    ['wx+', '12', 1301005],
    ['a', '12x', undefined],
    ['w', 'x', undefined],
    ['r+', 'x2', undefined],
    ['r', '12', 1300009],
  ])('with flag %s of a file that is there, a write leaves %s', async (flag, content, errno) => {
    await write('there', '12')
    const opened = await onFiles('open', { filePath: usr('there'), flag })
    const outcome = opened.fd ? await onFiles('write', { fd: opened.fd, data: 'x' }) : opened
    if (opened.fd) await onFiles('close', opened)
    expect(outcome.errno).toBe(errno)
    expect(await textOf(usr('there'))).toBe(content)
  })

  test('that was opened to be written to is not read, and after its end it is none', async () => {
    const fd = await open('only', 'w')
    const readIt = () =>
      page.evaluate(
        (given) =>
          new Promise<object>((resolve) =>
            wx.getFileSystemManager().read({ fd: given, arrayBuffer: new ArrayBuffer(1), fail: resolve }),
          ),
        String(fd),
      )
    expect(await readIt()).toEqual({ errMsg: 'read:fail bad file descriptor', errno: 1300009 })
    await onFiles('close', { fd })
    expect(await onFiles('close', { fd })).toEqual({ errMsg: 'close:fail bad file descriptor', errno: 1300009 })
  })

  test.each(['tmp_x', 'usr/none/x', 'usr'])('cannot be made at wxfile://%s', async (path) => {
    expect(await onFiles('open', { filePath: `wxfile://${path}`, flag: 'w' })).toMatchObject({
      errMsg: expect.stringMatching(/^open:fail /),
      errno: expect.any(Number),
    })
  })

  test('a hundred can be open, and no more', async () => {
    await write('many', '')
    const fds: unknown[] = []
    let failure: unknown
    while (failure === undefined && fds.length < 200) {
      const { fd, errno } = await onFiles('open', { filePath: usr('many') })
      if (fd) fds.push(fd)
      failure = errno
    }
    for (const fd of fds) await onFiles('close', { fd })
    expect([fds.length, failure]).toEqual([100, 1302002])
  })
})

describe('the room of 200 MB', () => {
  const large = async (name: string, size: number) => {
    const fd = await open(name, 'w')
    const outcome = await onFiles('write', { fd, data: 'x', position: size - 1 })
    await onFiles('close', { fd })
    return outcome
  }

  test('is what all files of the app may have together', async () => {
    expect(await large('first', 120e6)).toMatchObject({ errMsg: 'write:ok' })
    expect(await large('second', 120e6)).toEqual({
      errMsg: 'write:fail the maximum size of the file storage limit is exceeded',
      errno: 1300202,
    })
    expect(await onFiles('rename', { oldPath: usr('first'), newPath: usr('moved') })).toEqual({ errMsg: 'rename:ok' })
    await onFiles('unlink', { filePath: usr('moved') })
    expect(await large('second', 120e6)).toMatchObject({ errMsg: 'write:ok' })
    await onFiles('unlink', { filePath: usr('second') })
  })

  test('is what the sizes below the folder tell, each by its path', async () => {
    await onFiles('mkdir', { dirPath: usr('tree') })
    await write('tree/leaf', '12345')
    const { stats } = await onFiles('stat', { path: 'wxfile://usr', recursive: true })
    expect(stats).toContainEqual({ path: '/tree/leaf', stats: expect.objectContaining({ size: 5 }) })
    expect(await onFiles('getSavedFileList', {})).toEqual({ errMsg: 'getSavedFileList:ok', fileList: [] })
  })

  test('saved files are listed, and no file but a temporary one is saved', async () => {
    const path = await page.evaluate(async () => {
      const { tempFilePath } = await new Promise<{ tempFilePath: string }>((resolve, reject) =>
        wx.downloadFile({ url: `${location.origin}/host.css`, success: resolve, fail: reject }),
      )
      return tempFilePath
    })
    const { savedFilePath } = await onFiles('saveFile', { tempFilePath: path })
    const { fileList } = await onFiles('getSavedFileList', {})
    expect(fileList).toEqual([expect.objectContaining({ filePath: savedFilePath, size: expect.any(Number) })])
    expect(await onFiles('saveFile', { tempFilePath: savedFilePath })).toMatchObject({ errno: 1301112 })
  })
})
