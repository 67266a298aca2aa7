/** The README that npm shows says what the package has: entries, sizes, options, methods, errors. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { COS } from 'cos-miniprogram'

const root = resolve(__dirname, '../../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

const names = ['README.md', 'README.zh-CN.md']
const limits = JSON.parse(read('.size-limit.json')) as { path: string; limit: string }[]
const errors = [...read('sdk/src/errors/cos-error.ts').matchAll(/^ \* \| `(\w+)` \| (.*) \|$/gm)].map(
  ([, code = '', meaning = '']) => ({ code, meaning }),
)
const optionNames = new Set([
  ...matches(read('sdk/src/types/client.ts'), /^ {2}(?: {6})?(\w+)\??[:(]/gm),
  ...matches(read('sdk/src/types/credentials.ts'), /^ {6}(?! )(url|method|body|headers)\??:/gm),
  ...matches(read('sdk/src/types/credentials.ts'), /\{ (getCredentials):/g),
  'signUrl',
])
const methods = [
  ...Object.getOwnPropertyNames(COS.prototype),
  ...Object.getOwnPropertyNames(Object.getPrototypeOf(COS.prototype) as object),
].filter((name) => name !== 'constructor')

describe.each(names)('sdk/%s', (name) => {
  const text = read(`sdk/${name}`)

  it('names each entry with a size that the check of sizes holds, and no more than the next whole kB', () => {
    const stated = [...text.matchAll(/^\| `cos-miniprogram(?:\/(\w+))?` \|.*\| (\d+) kB \|$/gm)].map(
      ([, entry = 'index', size]) => ({ path: `sdk/dist/${entry}.mjs`, size: Number(size) }),
    )
    const byPath = (one: { path: string }, other: { path: string }): number => one.path.localeCompare(other.path)
    expect(stated.sort(byPath)).toEqual(
      limits.map(({ path, limit }) => ({ path, size: Math.ceil(Number.parseFloat(limit)) })).sort(byPath),
    )
  })

  it('lists the errors in the order of the source', () => {
    expect(matches(text, /^\| `(\w+)` \| [^|]+ \|$/gm)).toEqual(errors.map(({ code }) => code))
  })

  it('names each option and each method', () => {
    expect(optionNames).toContain('credentialsTimeout')
    expect(optionNames).toContain('SecurityToken')
    const missing = [...optionNames, ...methods].filter((word) => !new RegExp(`\\b${word}\\b`).test(text))
    expect(missing).toEqual([])
  })

  it('has links that lead somewhere', () => {
    const broken = matches(text, /\]\((?!https:)([^)#]+)/g).filter((link) => !existsSync(join(root, 'sdk', link)))
    expect(broken).toEqual([])
  })
})

it('the English README says of each error what the source says', () => {
  expect(errors.length).toBeGreaterThan(20)
  for (const { code, meaning } of errors) expect(read('sdk/README.md')).toContain(`| \`${code}\` | ${meaning} |`)
})

it('both READMEs show the same code', () => {
  const [english, chinese] = names.map((name) =>
    matches(read(join(dirname('sdk/x'), name)), /```ts\n([^]*?)```/g).map((code) => code.replaceAll(/ *\/\/.*/g, '')),
  )
  expect(english?.length).toBeGreaterThan(0)
  expect(chinese).toEqual(english)
})
