import { createRequire } from 'node:module'
import { rmSync } from 'node:fs'
import { root } from './paths.mjs'

/** Makes `miniprogram/miniprogram_npm/` as the "build npm" command of WeChat DevTools does. */
export async function packNpm() {
  const ci = createRequire(import.meta.url)('miniprogram-ci')
  rmSync(`${root}/miniprogram/miniprogram_npm`, { recursive: true, force: true })
  const { warnList } = await ci.packNpmManually({
    packageJsonPath: `${root}/package.json`,
    miniprogramNpmDistDir: `${root}/miniprogram`,
  })
  if (warnList.length > 0) {
    throw new Error(`miniprogram_npm:\n${warnList.map((warning) => `${warning.jsPath}: ${warning.msg}`).join('\n')}`)
  }
}
