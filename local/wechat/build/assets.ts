import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'

const ASSET = /\.(png|jpe?g|gif|svg|webp|mp3|mp4|ttf|woff2?)$/i
const SKIPPED = new Set(['node_modules', 'miniprogram_npm'])

/** Copies the pictures and the like of a mini program, each to its own path. */
export function copyAssets(root: string, out: string): void {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const from = path.join(root, entry.name)
    const to = path.join(out, entry.name)
    if (entry.isDirectory() && !SKIPPED.has(entry.name)) copyAssets(from, to)
    if (!entry.isFile() || !ASSET.test(entry.name)) continue
    mkdirSync(out, { recursive: true })
    copyFileSync(from, to)
  }
}
