/**
 * The native examples, without npm and WeChat's compiler, which `npm run test:examples` has: scripts become CommonJS, and
 * the package is what was built last.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { transformSync } from 'esbuild'
import { startLocal, type Local } from '../../../local/services'
import { cleanUpAfterAll } from '../../clean-up'
import { checkOutput } from '../../examples/output'
import { pointTo } from '../../examples/apps'
import { useApp } from '../../examples/use-app'

const root = resolve(__dirname, '../../..')
const cleanUp = cleanUpAfterAll()
let local: Local
let folder: string
let copies = 0

beforeAll(async () => {
  folder = await cleanUp.folder('native-examples-')
  const ports = { page: 0, backend: 0, cos: 0 }
  const start = startLocal({ ports, folder: join(folder, 'local'), samples: false })
  local = cleanUp.adopt(await start, (running) => running.stop())
})

/** A copy that runs as it is. */
async function compile(source: string, config: string): Promise<string> {
  const copy = join(folder, `${++copies}`)
  cpSync(join(root, source), copy, { recursive: true, filter: (path) => !/node_modules|miniprogram_npm/.test(path) })
  await pointTo(local, join(copy, config))
  for (const name of readdirSync(copy, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue
    const path = join(copy, name)
    const { code } = transformSync(readFileSync(path, 'utf8'), { loader: 'ts', format: 'cjs', target: 'es2017' })
    writeFileSync(path.replace(/ts$/, 'js'), code)
    rmSync(path)
  }
  mkdirSync(join(copy, 'miniprogram_npm'))
  cpSync(join(root, 'sdk/miniprogram_dist'), join(copy, 'miniprogram_npm/cos-miniprogram'), { recursive: true })
  return copy
}

it.each([
  ['examples/native-ts/miniprogram', 'config.ts'],
  ['examples/native-js', 'config.js'],
])('%s uploads 8 MB in parts, shows and downloads them', async (source, config) => {
  const app = await compile(source, config)
  expect(checkOutput(app)).toMatch(/^ES2017, /)
  expect(await useApp(app)).toBe('8 MB in 8 parts')
})

it('a page that fails shows why', async () => {
  const app = await compile('examples/native-js', 'config.js')
  const config = join(app, 'config.js')
  writeFileSync(config, readFileSync(config, 'utf8').replace("Bucket: 'demo-", "Bucket: 'other-"))
  await expect(useApp(app, 3000)).rejects.toThrow(/what the page has shown last: .*The backend gave no credentials/)
})
