import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { diskStorage } from '../../../local/cos'
import { TestCos } from './test-cos'

let folder: string
let reports: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-cos-damaged-'))
  reports = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const start = () => new TestCos({ storage: diskStorage(folder, { report: (line) => reports.push(line) }) })
const recordOf = (key: string) => {
  const files = readdirSync(join(folder, 'records')).map((name) => join(folder, 'records', name))
  return files.find((file) => readFileSync(file, 'utf8').includes(`"key":"${key}"`)) ?? ''
}

describe('a folder in which a record is damaged', () => {
  beforeEach(async () => {
    const cos = start()
    for (const key of ['a', 'b', 'c']) await cos.send({ method: 'PUT', key, body: key })
  })

  it.each<[string, (file: string) => void]>([
    ['empty', (file) => truncateSync(file)],
    ['cut off', (file) => truncateSync(file, 150)],
    ['without its fields', (file) => writeFileSync(file, JSON.stringify({ ...fields(file), value: { key: 'b' } }))],
    ['without a value', (file) => writeFileSync(file, JSON.stringify({ ...fields(file), value: null }))],
    ['of another object', (file) => writeFileSync(file, JSON.stringify({ ...fields(file), name: 'object/x/y' }))],
  ])('(%s) serves all other objects', async (_, damage) => {
    const file = recordOf('b')
    damage(file)
    const cos = start()
    expect((await cos.send({ key: 'a' })).text).toBe('a')
    expect((await cos.send({ key: 'c' })).text).toBe('c')
    expect(await cos.send({ key: 'b' })).toMatchObject({ status: 404, Code: 'NoSuchKey' })
    expect(reports).toEqual([expect.stringContaining('set aside')])
    expect((await cos.send({ method: 'PUT', key: 'b', body: 'new' })).status).toBe(200)
    expect((await start().send({ key: 'b' })).text).toBe('new')
  })

  it('names the object where it can be told', async () => {
    truncateSync(recordOf('b'), 150)
    await start().send({ key: 'a' })
    expect(reports).toEqual([
      expect.stringMatching(/^object\/demo-1250000000\/b is not served: its record is no JSON\./),
    ])
  })

  it('keeps its bytes', async () => {
    truncateSync(recordOf('b'))
    await start().send({ key: 'a' })
    await start().send({ key: 'a' })
    const kept = readdirSync(join(folder, 'damaged')).map((name) => readFileSync(join(folder, 'damaged', name), 'utf8'))
    expect(kept.sort()).toEqual(['', 'b'])
  })
})

function fields(file: string): object {
  return JSON.parse(readFileSync(file, 'utf8')) as object
}
