import path from 'node:path'
import { buildSync } from 'esbuild'
import type { Page } from 'playwright-core'

const { outputFiles } = buildSync({
  entryPoints: [path.join(__dirname, 'in-page.ts')],
  bundle: true,
  format: 'iife',
  globalName: 'audit',
  write: false,
})
const script = outputFiles.map(({ text }) => text).join('')

/** What can be measured of how a screen looks: contrast, room for a finger, and what is cut off; a sentence each. */
export function audit(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`${script}; audit.problems()`)
}
