import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')

/** A small house with a file in each room, which import each other as they may. */
const house: Record<string, string> = {
  index: "export { COS } from './client'\nexport type { A } from './types/a'",
  presign: "export { Presigner } from './presigner'",
  'album/a': "import '../client'",
  album: "export * from './album/a'",
  client: "import './presigner'\nimport './transfer/upload/a'\nimport './transfer/download/a'\nexport const COS = 1",
  presigner: "import './request/a'\nimport './credentials/a'\nexport const Presigner = 1",
  'transfer/upload/a': "import '../a'\nimport '../../request/a'",
  'transfer/download/a': "import '../a'\nimport '../../platform/a'",
  'transfer/a': "import '../request/a'\nimport type { A } from '../types/a'\nexport type B = A",
  'request/a': "import '../credentials/a'\nimport '../platform/a'",
  'credentials/a': "import '../signature/a'\nimport '../platform/a'",
  'signature/a': "import '../errors/a'",
  'platform/a': "import '../errors/a'",
  'types/a': "import type { E } from '../errors/a'\nexport type A = E",
  'errors/a': 'export type E = string',
}

/** What a tool of `npm run lint` prints of a house, and how it ends. */
function lint(
  files: Record<string, string>,
  tool: string,
  ...args: string[]
): { status: number | null; stdout: string } {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'))
  try {
    for (const name of ['.dependency-cruiser.cjs', '.oxlintrc.json']) cpSync(join(root, name), join(folder, name))
    for (const [name, code] of Object.entries(files)) {
      const file = join(folder, `sdk/src/${name}.ts`)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, `${code}\n`)
    }
    const script = join(root, 'node_modules', tool)
    return spawnSync(process.execPath, [script, ...args, 'sdk/src'], { cwd: folder, encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What leads where it may not: one line each. */
function wrongDirections(files: Record<string, string>): string[] {
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err']
  const { status, stdout } = lint(files, 'dependency-cruiser/bin/dependency-cruise.mjs', ...args)
  const lines = stdout.split('\n').filter((line) => line.startsWith('  error '))
  expect(status).toBe(lines.length)
  return lines.map((line) => line.replace(/^ {2}error /, '').trim()).sort()
}

/** Rules that files break, with the files. */
function brokenRules(files: Record<string, string>): string[] {
  const { status, stdout } = lint(files, 'oxlint/bin/oxlint', '--deny-warnings', '--format', 'unix')
  const lines = stdout.split('\n').filter((line) => /\[Error\//.test(line))
  expect(status).toBe(lines.length > 0 ? 1 : 0)
  return lines.map((line) => line.replace(/^sdk\/src\/(.*?):.*\[Error\/(.*)\]$/, '$1: $2')).sort()
}

/** Files by name, each with one import that leads up or to the side, and the room that it must not leave. */
const upwards: Record<string, { code: string; room: string }> = {
  'signature/value': { code: "import '../platform/a'", room: 'signature/' },
  'signature/type': { code: "import type { B } from '../request/a'\nexport type C = B", room: 'signature/' },
  'platform/reexport': { code: "export type { B } from '../credentials/a'", room: 'platform/' },
  'types/up': { code: "import type {} from '../platform/a'", room: 'types/' },
  'errors/up': { code: "import type {} from '../types/a'", room: 'errors/' },
  'credentials/up': { code: "import '../request/a'", room: 'credentials/' },
  'request/up': { code: "import '../transfer/a'", room: 'request/' },
  'request/client': { code: "import '../client'", room: 'request/' },
  'transfer/up': { code: "import './upload/a'", room: 'transfer/' },
  'transfer/presigner': { code: "import '../presigner'", room: 'transfer/' },
  'transfer/upload/beside': { code: "import '../download/a'", room: 'transfer/upload/' },
  'album/beside': { code: "import '../compat/beside'", room: 'album/' },
  'compat/beside': { code: "import '../index'", room: 'compat/' },
  official: { code: "import './presign'", room: 'official' },
}

describe('the check of imports in sdk/src', () => {
  it('lets pass what leads down', () => {
    expect(wrongDirections(house)).toEqual([])
    expect(brokenRules(house)).toEqual([])
  })

  it('refuses what leads up or to the side, in code and in types', () => {
    const added = Object.entries(upwards).map(([file, { code }]) => [file, code])
    const expected = Object.entries(upwards).map(([file, { room }]) =>
      expect.stringMatching(`^what sdk/src/${room} may import: sdk/src/${file}\\.ts → sdk/src/`),
    )
    const found = wrongDirections({ ...house, ...Object.fromEntries(added) })
    expect(found).toEqual(expect.arrayContaining(expected))
    expect(found).toHaveLength(expected.length)
  })

  it('refuses a file that has no room, and whatever lies outside of the package', () => {
    const files = {
      'request/b': "import '../utils'",
      utils: 'export {}',
      'signature/b': "import 'node:crypto'",
      'platform/b': "import 'glass-easel'",
    }
    expect(wrongDirections({ ...house, ...files })).toEqual([
      'every file has a room: sdk/src/request/b.ts → sdk/src/utils.ts',
      'no dependencies: sdk/src/platform/b.ts → glass-easel',
      'no dependencies: sdk/src/signature/b.ts → crypto',
      'what sdk/src/request/ may import: sdk/src/request/b.ts → sdk/src/utils.ts',
    ])
  })

  it('refuses files that import each other, in code or in types', () => {
    const cycles = {
      'signature/one': "export * from './two'",
      'signature/two': "export { three } from './three'",
      'signature/three': "import { one } from './one'\nexport const three = one",
      'request/one': "import type { Two } from './two'\nexport type One = Two",
      'request/two': "export type { One as Two } from './one'",
    }
    expect(brokenRules({ ...house, ...cycles })).toEqual(
      Object.keys(cycles)
        .sort()
        .map((name) => `${name}.ts: import(no-cycle)`),
    )
  })

  it('refuses an import in the middle of a type, which the check of directions does not see', () => {
    const files = { 'signature/b': "export type B = import('../platform/a').B" }
    expect(brokenRules({ ...house, ...files })).toEqual(['signature/b.ts: typescript(consistent-type-imports)'])
  })
})
