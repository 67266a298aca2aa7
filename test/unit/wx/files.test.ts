import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { createWx, generatedFile, type Limits, virtualClock } from '../../wx'
import { outcome } from './outcome'

const path = 'wxfile://tmp_a.txt'

function setUp(limits: Partial<Limits> = {}) {
  const clock = virtualClock()
  const files = {
    [path]: '0123456789',
    'wxfile://tmp_empty': '',
    'wxfile://tmp_huge': generatedFile(300 * 1024 * 1024),
  }
  const wx = createWx({ clock, handler: () => undefined, files, limits })
  return { clock, wx, files: wx.getFileSystemManager(), usr: wx.env.USER_DATA_PATH }
}

describe('generatedFile', () => {
  it('has the same bytes wherever a read begins and ends', () => {
    const file = generatedFile(300_000, 7)
    const whole = file.bytes(0, file.size)
    fc.assert(
      fc.property(fc.nat(299_999), fc.nat(150_000), (position, most) => {
        const length = Math.min(most, file.size - position)
        expect(Buffer.compare(file.bytes(position, length), whole.subarray(position, position + length))).toBe(0)
      }),
    )
  })

  it('has no two blocks alike, and depends on its seed', () => {
    const blocks = [0, 1, 2, 300].map((block) => Buffer.from(generatedFile(1e9).bytes(block * 65_536, 65_536)))
    const hashes = blocks.map((block) => createHash('md5').update(block).digest('hex'))
    expect(new Set(hashes).size).toBe(4)
    expect(generatedFile(10, 1).bytes(0, 10)).not.toEqual(generatedFile(10, 2).bytes(0, 10))
  })
})

describe('readFile', () => {
  it('gives an ArrayBuffer without an encoding, and text with one', async () => {
    const { clock, files } = setUp()
    const ended = await clock.run(outcome(files.readFile, { filePath: path }))
    expect(ended).toMatchObject({ success: { errMsg: 'readFile:ok', data: expect.any(ArrayBuffer) } })
    expect(files.readFileSync(path, 'utf8')).toBe('0123456789')
    expect(files.readFileSync(path, 'base64')).toBe('MDEyMzQ1Njc4OQ==')
  })

  it('reads a range', () => {
    expect(setUp().files.readFileSync(path, 'utf8', 3, 4)).toBe('3456')
  })

  it.each([
    [10, 1, 1301009],
    [0, 11, 1301006],
    [8, 3, 1301006],
    [0, 0, 1301006],
  ])('refuses a range from %i of %i bytes', async (position, length, errno) => {
    const { clock, files } = setUp()
    const ended = await clock.run(outcome(files.readFile, { filePath: path, position, length }))
    expect(ended).toMatchObject({ fail: { errno } })
  })

  it('reads an empty file', () => {
    expect(setUp().files.readFileSync('wxfile://tmp_empty')).toEqual(new ArrayBuffer(0))
  })

  it('reads at most 100 MB', async () => {
    const { clock, files } = setUp()
    const ended = await clock.run(outcome(files.readFile, { filePath: 'wxfile://tmp_huge' }))
    expect(ended).toMatchObject({ fail: { errno: 1300202 } })
  })

  it('says which file there is not', async () => {
    const { clock, files } = setUp()
    const errMsg = 'no such file or directory wxfile://tmp_gone'
    expect(await clock.run(outcome(files.readFile, { filePath: 'wxfile://tmp_gone' }))).toEqual({
      fail: { errMsg: `readFile:fail ${errMsg}`, errno: 1300002 },
    })
    expect(() => files.readFileSync('wxfile://tmp_gone')).toThrow(`readFileSync:fail ${errMsg}`)
  })
})

describe('file descriptors', () => {
  it('read into a buffer, from a position or one after the other', () => {
    const { files } = setUp()
    const fd = files.openSync({ filePath: path })
    const arrayBuffer = new ArrayBuffer(6)
    const text = () => Buffer.from(arrayBuffer).toString('latin1')
    files.readSync({ fd, arrayBuffer, length: 4 })
    files.readSync({ fd, arrayBuffer, offset: 4, length: 2 })
    expect(text()).toBe('012345')
    files.readSync({ fd, arrayBuffer, length: 2, position: 8 })
    expect(text()).toBe('892345')
    expect(files.readSync({ fd, arrayBuffer, length: 6 }).bytesRead).toBe(4)
    expect(files.fstatSync({ fd }).size).toBe(10)
  })

  it('are few', async () => {
    const { clock, files } = setUp({ descriptors: 1 })
    files.openSync({ filePath: path })
    expect(await clock.run(outcome(files.open, { filePath: path }))).toMatchObject({ fail: { errno: 1302002 } })
  })

  it('are known while they are open', async () => {
    const { clock, wx, files } = setUp()
    const fd = files.openSync({ filePath: path })
    expect(wx.phone.openDescriptors()).toEqual([path])
    await clock.run(outcome(files.close, { fd }))
    expect(wx.phone.openDescriptors()).toEqual([])
    expect(() => files.fstatSync({ fd })).toThrow('bad file descriptor')
  })

  it('refuse to read beyond the buffer', () => {
    const { files } = setUp()
    const fd = files.openSync({ filePath: path })
    expect(() => files.readSync({ fd, arrayBuffer: new ArrayBuffer(4), offset: 2, length: 3 })).toThrow('length')
    expect(() => files.readSync({ fd, arrayBuffer: new ArrayBuffer(4), offset: 5 })).toThrow('offset')
  })
})

describe('the file system', () => {
  it.each(['md5', 'sha1'] as const)('hashes a file with %s', async (digestAlgorithm) => {
    const { clock, files } = setUp()
    const digest = createHash(digestAlgorithm).update('0123456789').digest('hex')
    expect(await clock.run(outcome(files.getFileInfo, { filePath: path, digestAlgorithm }))).toMatchObject({
      success: { size: 10, digest },
    })
  })

  it('moves a temporary file when it saves it', () => {
    const { files, wx } = setUp()
    const saved = files.saveFileSync(path)
    expect(saved).toMatch(/^wxfile:\/\/store_.*\.txt$/)
    expect(wx.phone.files.has(path)).toBe(false)
    expect(() => files.saveFileSync(path)).toThrow('tempFilePath file not exist')
  })

  it('writes, copies, lists, and removes below USER_DATA_PATH', () => {
    const { files, usr } = setUp()
    files.mkdirSync(`${usr}/a/b`, true)
    files.writeFileSync(`${usr}/a/b/x.txt`, 'text')
    files.copyFileSync(`${usr}/a/b/x.txt`, `${usr}/a/y.txt`)
    expect(files.readdirSync(`${usr}/a`)).toEqual(['y.txt', 'b'])
    expect(files.readFileSync(`${usr}/a/y.txt`, 'utf8')).toBe('text')
    files.unlinkSync(`${usr}/a/y.txt`)
    expect(() => files.accessSync(`${usr}/a/y.txt`)).toThrow('no such file')
    expect(files.statSync(`${usr}/a`).isDirectory()).toBe(true)
  })

  it('writes nowhere else', () => {
    const { files, usr } = setUp()
    expect(() => files.writeFileSync('wxfile://tmp_mine', 'x')).toThrow('permission denied')
    expect(() => files.writeFileSync(`${usr}/missing/x`, 'x')).toThrow('no such file')
    expect(() => files.writeFileSync(usr, 'x')).toThrow('permission denied')
    expect(() => files.mkdirSync(usr)).toThrow('permission denied')
  })

  it('has 200 MB for the files of the user and the saved ones together', () => {
    const { files, usr, wx } = setUp({ userBytes: 20 })
    files.writeFileSync(`${usr}/a`, '0123456789')
    wx.phone.files.put('wxfile://tmp_b', generatedFile(11))
    expect(() => files.saveFileSync('wxfile://tmp_b')).toThrow('storage limit')
    files.writeFileSync(`${usr}/a`, '01234')
    expect(files.saveFileSync('wxfile://tmp_b')).toContain('store')
  })
})

describe('a file that is open for writing', () => {
  const text = async (run: ReturnType<typeof setUp>, filePath: string) => run.files.readFileSync(filePath, 'latin1')

  it('takes bytes at any place, with zeros before them', async () => {
    const run = setUp()
    const filePath = `${run.usr}/a`
    const fd = run.files.openSync({ filePath, flag: 'w+' })
    run.files.writeSync({ fd, data: 'end', position: 6 })
    run.files.writeSync({ fd, data: new Uint8Array([0x78, 0x61, 0x62]).buffer, offset: 1, position: 0 })
    run.files.closeSync({ fd })
    expect(await text(run, filePath)).toBe('ab\0\0\0\0end')
  })

  it('keeps what is there with r+, and not with w', async () => {
    const run = setUp()
    const filePath = `${run.usr}/a`
    run.files.writeFileSync(filePath, 'abc')
    const fd = run.files.openSync({ filePath, flag: 'r+' })
    run.files.writeSync({ fd, data: 'X', position: 1 })
    run.files.closeSync({ fd })
    expect(await text(run, filePath)).toBe('aXc')
    run.files.closeSync({ fd: run.files.openSync({ filePath, flag: 'w' }) })
    expect(await text(run, filePath)).toBe('')
  })

  it('is not the copy that was made of it', async () => {
    const run = setUp()
    const filePath = `${run.usr}/a`
    const fd = run.files.openSync({ filePath, flag: 'w' })
    run.files.writeSync({ fd, data: 'abc' })
    run.files.copyFileSync(filePath, `${run.usr}/b`)
    run.files.writeSync({ fd, data: 'X', position: 0 })
    run.files.closeSync({ fd })
    expect(await text(run, `${run.usr}/b`)).toBe('abc')
  })

  it('does not come back where it was deleted meanwhile', () => {
    const { files, usr } = setUp()
    const fd = files.openSync({ filePath: `${usr}/a`, flag: 'w' })
    files.unlinkSync(`${usr}/a`)
    files.writeSync({ fd, data: 'abc' })
    files.closeSync({ fd })
    expect(files.readdirSync(usr)).toEqual([])
  })

  it('has no more room than there is', () => {
    const { files, usr } = setUp({ userBytes: 10 })
    const fd = files.openSync({ filePath: `${usr}/a`, flag: 'w' })
    expect(() => files.writeSync({ fd, data: 'x', position: 10 })).toThrow('storage limit')
    files.writeSync({ fd, data: 'x', position: 9 })
    files.closeSync({ fd })
  })

  it('lies where the app may write', () => {
    const { files, usr } = setUp()
    expect(() => files.openSync({ filePath: path, flag: 'r+' })).toThrow('permission denied')
    expect(() => files.openSync({ filePath: `${usr}/none`, flag: 'r+' })).toThrow('no such file')
  })
})

describe('rename', () => {
  it('puts a file in the place of another, also where there is no more room', () => {
    const { files, usr } = setUp({ userBytes: 10 })
    files.writeFileSync(`${usr}/a`, '12345')
    files.writeFileSync(`${usr}/b`, '6789')
    files.renameSync(`${usr}/a`, `${usr}/b`)
    expect(files.readdirSync(usr)).toEqual(['b'])
    expect(files.readFileSync(`${usr}/b`, 'utf8')).toBe('12345')
  })
})

describe('what the app has stored', () => {
  it('is told by stat of a folder and all that lies in it, and by the list of saved files', async () => {
    const { clock, files, usr } = setUp()
    files.mkdirSync(`${usr}/d`)
    files.writeFileSync(`${usr}/d/a`, '12345')
    files.saveFileSync(path)
    const ended = await clock.run(outcome(files.stat, { path: usr, recursive: true }))
    expect(ended).toMatchObject({
      success: { stats: expect.arrayContaining([{ path: '/d/a', stats: expect.objectContaining({ size: 5 }) }]) },
    })
    expect(await clock.run(outcome(files.getSavedFileList, {}))).toMatchObject({
      success: { fileList: [{ size: 10 }] },
    })
  })
})
