import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const root = resolve(__dirname, '../../..')

/** A file of the repository. */
export const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Files of `docs/` in English, without the page with which the site begins. */
export const englishPages = readdirSync(join(root, 'docs')).filter(
  (name) => name.endsWith('.md') && name !== 'index.md',
)

/** All pages that people read, in both languages: those of the site, and those that code host and npm show. */
export const allPages = [
  ...englishPages.flatMap((name) => [`docs/${name}`, `docs/zh/${name}`]),
  'README.md',
  'README.zh-CN.md',
  'CONTRIBUTING.md',
  'CONTRIBUTING.zh-CN.md',
  'SECURITY.md',
  'sdk/README.md',
  'sdk/README.zh-CN.md',
]

/** Code blocks of one language, such as `ts`. */
export const codeBlocks = (text: string, language: string): string[] =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map(([, code = '']) => code)
