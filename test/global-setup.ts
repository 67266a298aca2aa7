import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(__dirname, '..')
const built = [
  'sdk/dist',
  'sdk/miniprogram_dist',
  'sdk/api',
  'miniprogram/miniprogram_npm',
  'miniprogram/link/miniprogram_npm',
  'server/dist',
]

/**
 * Before jest's workers start: builds where nothing has been built yet, and makes a folder for temporary files that is
 * this run's own. All its processes inherit it.
 */
export default function setUp(): void {
  if (!built.every((folder) => existsSync(join(root, folder)))) {
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'inherit' })
  }
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'jest-'))
  Object.assign(process.env, { TMPDIR: folder, TEMP: folder, TMP: folder })
  removeAtExit(folder)
}

/** Jest ends without a teardown where a later setup fails, and where somebody ends it. */
export function removeAtExit(folder: string): void {
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  process.on('exit', remove)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      remove()
      process.kill(process.pid, signal)
    })
  }
}
