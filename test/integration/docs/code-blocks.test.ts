/** Every TypeScript block of the documentation compiles against the package as it was built. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allPages, codeBlocks, read, root } from '../../unit/docs/pages'

/** Below the checkout, so that packages are found as an app finds them. */
const folder = join(root, `.tmp/docs-${process.pid}`)

/** What samples take as given: a client, and names that stand for what an app has. */
const GIVEN = `declare const cos: import('cos-miniprogram').COS
declare const COS: typeof import('cos-miniprogram').COS
declare const Bucket: string, Region: string, FilePath: string, rules: string
declare const upload: import('cos-miniprogram').ResumableUpload
declare function newKey(): string
declare module 'cos-wx-sdk-v5' { const OfficialCOS: import('cos-miniprogram/official').OfficialConstructor; export default OfficialCOS }
`

const CONFIG = {
  compilerOptions: {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    lib: ['ES2023'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    esModuleInterop: true,
    skipLibCheck: true,
    types: ['miniprogram-api-typings', 'jest', 'node'],
  },
}

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** All blocks lie in one folder here. */
const flat = (code: string): string => code.replaceAll("from '../../", "from './")

/** @returns what the compiler says of the blocks, by names such as `docs/start.md-1.ts` */
function compile(blocks: Readonly<Record<string, string>>): string[] {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'given.d.ts'), GIVEN)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG))
  // What the samples import of an app: its module with the client, and a page.
  writeFileSync(join(folder, 'cos.ts'), "export declare const cos: import('cos-miniprogram').COS\n")
  writeFileSync(join(folder, 'upload.ts'), 'export {}\n')
  for (const [name, code] of Object.entries(blocks)) writeFileSync(join(folder, name), `${flat(code)}\nexport {}\n`)
  const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], {
    cwd: folder,
    encoding: 'utf8',
  })
  return stdout.split('\n').filter((line) => /error TS/.test(line))
}

it('every block compiles', () => {
  const blocks = Object.fromEntries(
    allPages.flatMap((file) =>
      codeBlocks(read(file), 'ts').map((code, index) => [`${file.replaceAll('/', '_')}-${index + 1}.ts`, code]),
    ),
  )
  expect(Object.keys(blocks).length).toBeGreaterThan(20)
  expect(compile(blocks)).toEqual([])
})

it('a block with a parameter that there is not is found', () => {
  expect(compile({ 'a.ts': "void cos.presign({ Key: 'a', Expire: 60 })" })).toEqual([
    expect.stringMatching(/^a\.ts\(1,\d+\): error TS2561: .*'Expire' does not exist/),
  ])
})
