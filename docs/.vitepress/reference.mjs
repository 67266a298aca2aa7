import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { phoneEntries, nodeEntries } from '../../scripts/sdk-entries.mjs'
import { itemMarkdown } from './reference-item.mjs'
import { words } from './reference-words.mjs'

const docs = fileURLToPath(new URL('..', import.meta.url))
const api = fileURLToPath(new URL('../../sdk/api', import.meta.url))

/** The entries of the package, the main one first. */
export const entries = [...phoneEntries, ...nodeEntries]

/** As an app imports it. */
export const importName = (entry) => (entry === 'index' ? 'cos-miniprogram' : `cos-miniprogram/${entry}`)

/**
 * Writes a page for each entry, in both languages, from the declarations and doc comments that the build has read: they are
 * made anew with the site, and in no commit.
 */
export function writeReference() {
  if (!existsSync(`${api}/index.api.json`))
    throw new Error('The reference is made from sdk/api: run `npm run build` first.')
  const items = Object.fromEntries(entries.map((entry) => [entry, itemsOf(entry)]))
  for (const [language, folder] of Object.entries({ en: 'reference', zh: 'zh/reference' })) {
    mkdirSync(`${docs}/${folder}`, { recursive: true })
    for (const entry of entries) writeChanged(`${docs}/${folder}/${entry}.md`, page(entry, items, words[language]))
  }
}

/** The names that an entry exports, with what is said of each. */
function itemsOf(entry) {
  const { members } = JSON.parse(readFileSync(`${api}/${entry}.api.json`, 'utf8'))
  return members[0].members
}

const KINDS = ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable']

function page(entry, all, text) {
  const items = [...all[entry]].sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind))
  const elsewhere = entry === 'index' ? new Map() : new Map(all.index.map((item) => [item.name, contentOf(item)]))
  const own = items.filter((item) => elsewhere.get(item.name) !== contentOf(item))
  const shared = items.filter((item) => !own.includes(item))
  const names = new Set(items.map(({ name }) => name))
  return [
    `---\neditLink: false\n---`,
    `# ${importName(entry)}`,
    text.about[entry],
    ...own.map((item) => itemMarkdown(item, names, text)),
    ...(shared.length > 0 ? [sharedMarkdown(shared, text)] : []),
  ].join('\n\n')
}

/** Without the file, which is no matter of the declaration. */
const contentOf = (item) => JSON.stringify({ ...item, fileUrlPath: undefined })

/** What is the same in the main entry, each with an anchor, so that types lead here. */
function sharedMarkdown(items, text) {
  const links = items.map(({ name }) => `<a id="${name}"></a>[\`${name}\`](index.md#${name})`)
  return `## ${text.shared}\n\n${links.join(' · ')}\n`
}

/** So that the preview does not begin anew for nothing. */
function writeChanged(file, content) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== content) writeFileSync(file, content)
}
