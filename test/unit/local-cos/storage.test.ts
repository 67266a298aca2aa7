import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskStorage } from '../../../local/cos/storage/disk'
import { memoryStorage } from '../../../local/cos/storage/memory'
import type { Storage } from '../../../local/cos/storage/storage'

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('half of ')
  throw new Error('The connection broke.')
}

async function textOf(storage: Storage, blob: string, start = 0, end = 100): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of storage.read(blob, start, end)) parts.push(part)
  return Buffer.concat(parts).toString()
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'local-cos-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe.each([
  ['memoryStorage', () => memoryStorage()],
  ['diskStorage', () => diskStorage(folder)],
])('%s', (_, create) => {
  it('reads back what was written, or a slice of it', async () => {
    const storage = create()
    await storage.load()
    const blob = await storage.write(chunks('hello ', 'world'))
    expect(await textOf(storage, blob, 0, 11)).toBe('hello world')
    expect(await textOf(storage, blob, 4, 8)).toBe('o wo')
    expect(await textOf(storage, blob, 3, 3)).toBe('')
  })

  it('keeps its own copy of the bytes', async () => {
    const storage = create()
    await storage.load()
    const bytes = Buffer.from('before')
    const once = async function* () {
      yield bytes
    }
    const blob = await storage.write(once())
    bytes.fill('x')
    expect(await textOf(storage, blob, 0, 6)).toBe('before')
  })

  it('rejects where the bytes break off', async () => {
    const storage = create()
    await storage.load()
    await expect(storage.write(broken())).rejects.toThrow('The connection broke.')
  })

  it('puts a record in the place of the one before', async () => {
    const storage = create()
    await storage.load()
    await storage.publish({ name: 'a', blobs: [], value: 1 })
    await storage.publish({ name: 'a', blobs: [], value: 2 })
    await storage.publish({ name: 'b', blobs: [], value: 3 })
    await storage.withdraw('b')
    expect(await storage.load()).toEqual([{ name: 'a', blobs: [], value: 2 }])
  })

  it('does not read what was discarded', async () => {
    const storage = create()
    await storage.load()
    const blob = await storage.write(chunks('gone'))
    await storage.discard(blob)
    await expect(textOf(storage, blob)).rejects.toThrow(blob)
  })
})

describe('diskStorage', () => {
  it('has everything again after a restart', async () => {
    const before = diskStorage(folder)
    await before.load()
    const blob = await before.write(chunks('kept'))
    await before.publish({ name: 'object', blobs: [blob], value: { key: '中' } })
    const after = diskStorage(folder)
    expect(await after.load()).toEqual([{ name: 'object', blobs: [blob], value: { key: '中' } }])
    expect(await textOf(after, blob, 0, 4)).toBe('kept')
  })

  it('sweeps away what no record names', async () => {
    const before = diskStorage(folder)
    await before.load()
    await before.write(chunks('left over'))
    await writeFile(join(folder, 'incoming', 'draft'), '{"name":')
    await diskStorage(folder).load()
    expect(await readdir(join(folder, 'blobs'))).toEqual([])
    expect(await readdir(join(folder, 'incoming'))).toEqual([])
  })

  it('leaves nothing of a write that broke off', async () => {
    const storage = diskStorage(folder)
    await storage.load()
    await expect(storage.write(broken())).rejects.toThrow('The connection broke.')
    expect(await readdir(join(folder, 'blobs'))).toEqual([])
  })

  it.each(['../../escape', '/etc/passwd', 'a\0b', '..', '.', 'x'.repeat(3000), '__proto__'])(
    'makes no path of the name %j',
    async (name) => {
      const storage = diskStorage(folder)
      await storage.load()
      await storage.publish({ name, blobs: [], value: 1 })
      expect(await readdir(join(folder, 'records'))).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.json$/)])
      expect(await diskStorage(folder).load()).toEqual([{ name, blobs: [], value: 1 }])
    },
  )

  it('leaves a folder alone that another running process has', async () => {
    await writeFile(join(folder, 'lock'), String(process.ppid))
    await expect(diskStorage(folder).load()).rejects.toThrow(`in use by process ${process.ppid}`)
  })

  it('has the folder to itself until it is closed', async () => {
    const storage = diskStorage(folder)
    await storage.load()
    expect(await readdir(folder)).toContain('lock')
    await storage.close()
    expect(await readdir(folder)).not.toContain('lock')
  })

  it('takes over the folder of a process that is gone', async () => {
    await writeFile(join(folder, 'lock'), '4194305')
    expect(await diskStorage(folder).load()).toEqual([])
  })

  it.each([
    ['', 'An object is not served: its record is empty'],
    ['  \n', 'An object is not served: its record is empty'],
    ['\u0000\u0000', 'An object is not served: its record is no JSON'],
    ['{"name":"object/b/中 \\"1\\"","blobs":["x', 'object/b/中 "1" is not served: its record is no JSON'],
    ['{"name":"broken', 'An object is not served: its record is no JSON'],
    ['{"name":1}', 'An object is not served: its record is not one that was written here'],
    ['{"name":"a","blobs":[1],"value":1}', 'a is not served: its record is not one that was written here'],
    ['null', 'An object is not served: its record is not one that was written here'],
    ['{"name":"a","blobs":["none"],"value":1}', 'a is not served: its content is missing'],
  ])('sets the record %j aside, says so, and loads all others', async (text, said) => {
    const before = diskStorage(folder)
    await before.load()
    const blob = await before.write(chunks('kept'))
    await before.publish({ name: 'kept', blobs: [blob], value: 1 })
    await writeFile(join(folder, 'records', 'damaged.json'), text)
    await writeFile(join(folder, 'blobs', 'whose'), 'bytes')

    const report = jest.fn()
    const after = diskStorage(folder, { report })
    expect(await after.load()).toEqual([{ name: 'kept', blobs: [blob], value: 1 }])
    const place = join(folder, 'damaged', 'damaged.json')
    expect(report.mock.calls).toEqual([[`${said}. It has been set aside as ${place}; all others are served.`]])
    expect(await readFile(place, 'utf8')).toBe(text)
    expect((await readdir(join(folder, 'damaged'))).sort()).toEqual(['damaged.json', 'whose'])
    expect(await textOf(after, blob)).toBe('kept')

    report.mockClear()
    expect(await diskStorage(folder, { report }).load()).toHaveLength(1)
    expect(report).not.toHaveBeenCalled()
  })

  it('leaves a file alone that is no record', async () => {
    await diskStorage(folder).load()
    await writeFile(join(folder, 'records', '.DS_Store'), '')
    expect(await diskStorage(folder).load()).toEqual([])
    expect(await readdir(join(folder, 'records'))).toEqual(['.DS_Store'])
  })

  it('sets a record aside with its blobs where it is told to', async () => {
    const report = jest.fn()
    const storage = diskStorage(folder, { report })
    await storage.load()
    const blob = await storage.write(chunks('bytes'))
    const record = { name: 'a', blobs: [blob], value: 1 }
    await storage.publish(record)
    await storage.setAside(record, 'it is of no use')
    expect(report).toHaveBeenCalledWith(expect.stringMatching(/^a is not served: it is of no use\. /))
    expect(await readdir(join(folder, 'damaged'))).toContain(blob)
    expect(await storage.load()).toEqual([])
  })
})
