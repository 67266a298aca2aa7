import { execFile, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const root = resolve(__dirname, '../../..')
let copy: string
let folder: string
let whole: Map<string, number>

beforeAll(async () => {
  copy = mkdtempSync(join(tmpdir(), 'chromium-'))
  cpSync(join(root, 'scripts'), join(copy, 'scripts'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  // Two at once, on a machine that has never unpacked one.
  const folders = await Promise.all([unpack(), unpack()])
  folder = join(copy, '.tmp/chromium')
  expect(folders).toEqual([folder, folder])
  whole = sizes()
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

async function unpack(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(copy, 'scripts/unpack-chromium.mjs')])
  return stdout.trim()
}

function sizes(): Map<string, number> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  return new Map(files.map((file) => [file, statSync(file)] as const).map(([file, { size }]) => [file, size]))
}

describe('the browser of the tests', () => {
  test('is unpacked whole by two processes at once, and nothing lies beside it', () => {
    expect(whole.get(join(folder, 'chromium'))).toBeGreaterThan(100_000_000)
    expect(readdirSync(join(copy, '.tmp')).sort()).toEqual(['chromium', 'chromium.json'])
  })

  test('is left alone where it is whole', async () => {
    const { ino } = statSync(join(folder, 'chromium'))
    await unpack()
    expect(statSync(join(folder, 'chromium')).ino).toBe(ino)
  })

  test.each([
    ['a file of it is missing', () => rmSync(join(folder, 'fonts/fonts.conf'))],
    ['a file of it was cut off', () => truncateSync(join(folder, 'libEGL.so'), 1000)],
    ['its list was cut off', () => truncateSync(join(copy, '.tmp/chromium.json'), 30)],
    ['it is of another version', () => writeFileSync(join(copy, '.tmp/chromium.json'), '{"source":"1","sizes":{}}')],
  ])('is made whole again where %s', async (_, harm) => {
    harm()
    await unpack()
    expect(sizes()).toEqual(whole)
  })

  test('is unpacked anew where that was interrupted, and half a browser is removed', async () => {
    const { pid } = spawnSync(process.execPath, ['--version'])
    const half = join(copy, `.tmp/making-${pid}`)
    mkdirSync(half)
    writeFileSync(join(half, 'chromium.br'), 'half')
    rmSync(join(copy, '.tmp/chromium.json'))
    await unpack()
    expect(existsSync(half)).toBe(false)
    expect(sizes()).toEqual(whole)
  })
})
