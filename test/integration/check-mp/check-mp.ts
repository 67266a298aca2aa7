import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { AppFiles } from './sample-app'

const script = resolve(__dirname, '../../../scripts/check-mp.mjs')

/** Writes the files below a folder. */
export function writeApp(folder: string, files: AppFiles): void {
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}

/** Copies the demo as it is in the checkout. */
export function copyDemo(folder: string): void {
  const root = resolve(__dirname, '../../..')
  for (const name of ['project.config.json', 'miniprogram'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
}

/** The app's own files below a folder whose names end so; paths are absolute. */
export function filesOf(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts') && !name.startsWith('miniprogram_npm'))
    .map((name) => join(folder, name))
}

/** Runs `scripts/check-mp.mjs` on folders below `base`, in one process. */
export function checkMp(base: string, folders: readonly string[]): Promise<{ status: number | null; lines: string[] }> {
  const child = spawn(process.execPath, [script, ...folders], { cwd: base, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((settle, reject) => {
    child.on('error', reject)
    child.on('close', (status) => settle({ status, lines: output.split('\n').filter(Boolean) }))
  })
}
