/** The pages of `docs/`: both languages, links, errors. */
import { existsSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { allPages, codeBlocks, englishPages, read, root } from './pages'

const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

/** The anchor of a heading, as code hosts and the site make it alike where there is no other punctuation than this. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[`'’,.?]/g, '')
    .replaceAll(' ', '-')

describe('the site', () => {
  it('leads to every page', () => {
    const named = matches(read('docs/.vitepress/pages.mjs'), /name: '([\w-]+)'/g)
    expect(named.map((name) => `${name}.md`).sort()).toEqual([...englishPages].sort())
  })
})

describe.each(englishPages)('docs/%s', (name) => {
  const [english, chinese] = [read(`docs/${name}`), read(`docs/zh/${name}`)]

  it('has the same code and as many headings in Chinese', () => {
    const code = (text: string): string[] =>
      ['ts', 'js', 'json', 'sh'].flatMap((language) =>
        codeBlocks(text, language).map((block) => block.replaceAll(/\/\*\*.*\*\/|(\/\/|# ).*/g, '')),
      )
    const headings = (text: string): string[] => matches(text, /^(#+) /gm)
    expect(code(chinese)).toEqual(code(english))
    expect(headings(chinese)).toEqual(headings(english))
  })

  it('leads to the other language', () => {
    expect(english).toContain(`](zh/${name})`)
    expect(chinese).toContain(`](../${name})`)
  })
})

describe.each(allPages)('%s', (file) => {
  const text = read(file)

  it('has links that lead to files and to headings', () => {
    const links = matches(text.replaceAll(/```[^]*?```/g, ''), /\]\((?!https:)([^)]+)\)/g)
    const broken = links.filter((link) => {
      const [path = '', anchor] = link.split('#')
      const target = path ? join(dirname(file), path) : file
      if (!existsSync(join(root, target))) return true
      return (
        anchor !== undefined &&
        !matches(read(target), /^#+ (.+)$/gm)
          .map(anchorOf)
          .includes(anchor)
      )
    })
    expect(broken).toEqual([])
  })

  it('has JSON that is JSON', () => {
    for (const block of codeBlocks(text, 'json')) expect(() => void JSON.parse(block)).not.toThrow()
  })
})

describe('pictures', () => {
  const pages = [...allPages, 'docs/index.md', 'docs/zh/index.md']
  const picturesOf = (page: string): string[] =>
    matches(read(page), /\b(?:src|srcset)="(?!https:)([^"]+)"/g).map((source) => join(dirname(page), source))

  it.each(pages)('of %s are there, and have words for who cannot see them', (page) => {
    expect(picturesOf(page).filter((picture) => !existsSync(join(root, picture)))).toEqual([])
    expect(matches(read(page), /(<img [^>]*>)/g).filter((image) => !/alt="[^"]+"/.test(image))).toEqual([])
  })

  it.each(['en', 'zh'])('of the demo in %s are all shown, in the README and on the site', (language) => {
    const pictures = readdirSync(join(root, 'docs/pictures', language)).map(
      (name) => `docs/pictures/${language}/${name}`,
    )
    expect(pictures.length).toBe(6)
    const readers = language === 'en' ? ['README.md', 'docs/index.md'] : ['README.zh-CN.md', 'docs/zh/index.md']
    for (const page of readers) expect(picturesOf(page)).toEqual(expect.arrayContaining(pictures))
  })
})

describe('the pages of errors', () => {
  const source = [...read('sdk/src/errors/cos-error.ts').matchAll(/^ \* \| `(\w+)` \| (.*) \|$/gm)]
  const codes = source.map(([, code = '']) => code)
  const inReadme = new Map(
    [...read('sdk/README.zh-CN.md').matchAll(/^\| `(\w+)` \| ([^|]+) \|$/gm)].map(([, code = '', text = '']) => [
      code,
      text,
    ]),
  )

  it('explain each code, in the order of the source', () => {
    expect(codes.length).toBeGreaterThan(20)
    for (const name of ['errors.md', 'zh/errors.md']) {
      expect(matches(read(`docs/${name}`), /^## (.+)$/gm)).toEqual(codes)
    }
  })

  it.each(source.map(([, code = '', meaning = '']) => [code, meaning]))(
    'say of %s what the source says, why, and what to do',
    (code, meaning) => {
      const section = (name: string): string =>
        read(`docs/${name}`).split(`\n## ${code}\n\n`)[1]?.split('\n## ')[0] ?? ''
      expect(section('errors.md')).toMatch(/^[^\n]+\n\n- \*\*Most likely\*\*: .+\n- \*\*What to do\*\*: .+\n/)
      expect(section('errors.md').split('\n')[0]).toBe(meaning)
      expect(section('zh/errors.md')).toMatch(/^[^\n]+\n\n- \*\*最可能的原因\*\*：.+\n- \*\*怎么办\*\*：.+\n/)
      expect(section('zh/errors.md').split('\n')[0]).toBe(inReadme.get(code))
    },
  )
})
