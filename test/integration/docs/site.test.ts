import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cleanUpAfterAll } from '../../clean-up'
import { englishPages, root } from '../../unit/docs/pages'

const cleanUp = cleanUpAfterAll()
let folder: string
let printed: string
const page = (name: string): string => readFileSync(join(folder, name), 'utf8')

beforeAll(async () => {
  folder = await cleanUp.folder('site-')
  const vitepress = join(root, 'node_modules/vitepress/bin/vitepress.js')
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [vitepress, 'build', 'docs', '--outDir', folder],
    {
      cwd: root,
      env: {
        ...process.env,
        DOCS_BASE: '/cos-miniprogram/',
        GITHUB_SERVER_URL: 'https://code.example',
        GITHUB_REPOSITORY: 'someone/cos-miniprogram',
      },
    },
  )
  printed = stdout + stderr
}, 300_000)

describe('npm run docs:build', () => {
  it('warns of nothing', () => {
    expect(printed).toContain('build complete')
    expect(printed).not.toMatch(/warn|error|\(!\)|dead link/i)
  })

  it.each(['index.md', ...englishPages])('makes %s in both languages', (name) => {
    const html = name.replace('.md', '.html')
    expect(page(html)).toMatch(/<html lang="en"/)
    expect(page(`zh/${html}`)).toMatch(/<html lang="zh-CN"/)
  })

  it('finds words of both languages, each in its own pages', () => {
    const [english, chinese] = ['root', 'zh'].map((locale) => {
      const chunks = readdirSync(join(folder, 'assets/chunks'))
      return page(`assets/chunks/${chunks.find((name) => name.startsWith(`@localSearchIndex${locale}.`))}`)
    })
    expect(chinese).toContain('zh/errors.html#accessdenied')
    expect(chinese).toMatch(/[^\p{Script=Han}]密[^\p{Script=Han}]/u)
    expect(english).toContain('/errors.html#accessdenied')
    expect(english).not.toContain('zh/errors.html')
  })

  it('leads from a page to those of its language, and to the repository', () => {
    expect(page('zh/start.html')).toContain('href="/cos-miniprogram/zh/backend.html"')
    expect(page('start.html')).toContain('href="/cos-miniprogram/backend.html"')
    expect(page('backend.html')).toContain(
      'href="https://code.example/someone/cos-miniprogram/blob/main/server/README.md"',
    )
  })

  it.each(['index', 'presign', 'album', 'official', 'compat', 'testing'])(
    'says of %s what each of its names is, in the reference of both languages',
    (entry) => {
      const report = readFileSync(join(root, `sdk/etc/${entry}.api.md`), 'utf8')
      const names = [...report.matchAll(/^export (?:default )?(?:class|interface|type|function) (\w+)/gm)].map(
        ([, name]) => name,
      )
      expect(names.length).toBeGreaterThan(5)
      for (const folderOf of ['reference', 'zh/reference']) {
        const html = page(`${folderOf}/${entry}.html`)
        const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
        expect(names.filter((name) => !ids.has(name))).toEqual([])
        const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id)
        expect(links.filter((id) => !ids.has(decodeURIComponent(id)))).toEqual([])
      }
    },
  )

  it('leads from each page to the reference of its language', () => {
    expect(page('start.html')).toContain('href="/cos-miniprogram/reference/presign.html"')
    expect(page('zh/start.html')).toContain('href="/cos-miniprogram/zh/reference/presign.html"')
  })

  it('shows the picture of the figures, light and dark', () => {
    for (const name of ['figures.html', 'zh/figures.html']) {
      const [, dark = '', light = ''] = /srcset="([^"]+)">\s*<img src="([^"]+)"/.exec(page(name)) ?? []
      for (const source of [dark, light]) {
        expect(source).toMatch(/^(data:image\/svg|\/cos-miniprogram\/assets\/)/)
      }
    }
  })
})
