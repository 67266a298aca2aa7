import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The source of a mini program: `files` are paths below `folder`, with `/`, without what npm brought. */
export function openSource(folder) {
  const config = JSON.parse(readFileSync(join(folder, 'project.config.json'), 'utf8'))
  const miniprogram = (config.miniprogramRoot ?? '').replace(/^\.?\/|\/$/g, '')
  const files = walk(folder, miniprogram)
  return {
    folder,
    miniprogram,
    appJson: miniprogram ? `${miniprogram}/app.json` : 'app.json',
    files: files.filter((file) => !file.includes('miniprogram_npm/')),
    has: (file) => existsSync(join(folder, file)),
    read: (file) => readFileSync(join(folder, file), 'utf8'),
  }
}

function walk(folder, below) {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below ? `${below}/${entry.name}` : entry.name
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) return []
    return entry.isDirectory() ? walk(folder, path) : [path]
  })
}

/** Line and column, from 1, of a place in a text. */
export function positionAt(text, index) {
  const lines = text.slice(0, Math.max(0, index)).split('\n')
  return { line: lines.length, column: lines[lines.length - 1].length + 1 }
}
