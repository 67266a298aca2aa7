/** The recipe for tests of apps, run as an app would: with the package as npm would publish it, and with jest. */
import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { cleanUpAfterAll } from '../../clean-up'
import { codeBlocks, read, root } from '../../unit/docs/pages'

const cleanUp = cleanUpAfterAll()
const run = promisify(execFile)
const resolve = createRequire(__filename).resolve
let app: string

beforeAll(async () => {
  app = await cleanUp.folder('app-')
  const packed = await run('npm', ['pack', '--json', '--pack-destination', app], { cwd: join(root, 'sdk') })
  const [{ filename }] = JSON.parse(packed.stdout) as [{ filename: string }]
  const installed = join(app, 'node_modules/cos-miniprogram')
  await mkdir(installed, { recursive: true })
  await run('tar', ['-xzf', join(app, filename), '-C', installed, '--strip-components', '1'])
  const transform = { '\\.ts$': [resolve('@swc/jest'), { jsc: { parser: { syntax: 'typescript' } } }] }
  await writeFile(join(app, 'package.json'), '{}')
  await writeFile(join(app, 'jest.config.json'), JSON.stringify({ transform, cacheDirectory: join(app, 'cache') }))
}, 120_000)

/** Writes each block that begins with the name of a file to that file. */
async function writeBlocks(blocks: readonly string[]): Promise<void> {
  for (const block of blocks) {
    const [, name] = /^\/\/ (\S+)\n/.exec(block) ?? []
    const file = join(app, name ?? 'cos.ts')
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, block)
  }
}

/** @returns what jest reports, test by test */
async function runJest(): Promise<{ title: string; status: string }[]> {
  const jest = join(dirname(resolve('jest/package.json')), 'bin/jest.js')
  const args = [jest, '--json', '--ci', '--no-cache', '--rootDir', app, '--config', join(app, 'jest.config.json')]
  const { stdout } = await run(process.execPath, args, { cwd: app })
  const { testResults } = JSON.parse(stdout) as {
    testResults: { assertionResults: { title: string; status: string }[] }[]
  }
  return testResults.flatMap(({ assertionResults }) => assertionResults)
}

it.each(['docs/recipes.md', 'docs/zh/recipes.md'])(
  'the tests that %s shows pass',
  async (page) => {
    const blocks = codeBlocks(read(page), 'ts')
    const named = blocks.filter((block) => block.startsWith('// pages/upload/'))
    expect(named).toHaveLength(2)
    await writeBlocks([blocks[0] ?? '', ...named])
    const results = await runJest()
    expect(results.map(({ status }) => status)).toEqual(['passed', 'passed'])
  },
  120_000,
)
