import { mkdirSync } from 'node:fs'
import { asideOf } from './aside.mjs'
import { ci, silenced } from './miniprogram-ci.mjs'
import { root } from './paths.mjs'

/** Makes `miniprogram/miniprogram_npm/` as the "build npm" command of WeChat DevTools does. */
export async function packNpm() {
  const miniprogramNpmDistDir = asideOf('miniprogram')
  mkdirSync(miniprogramNpmDistDir, { recursive: true })
  const { warnList } = await silenced(() =>
    ci.packNpmManually({ packageJsonPath: `${root}/package.json`, miniprogramNpmDistDir }),
  )
  if (warnList.length > 0) {
    throw new Error(`miniprogram_npm:\n${warnList.map(({ jsPath, msg }) => `${jsPath}: ${msg}`).join('\n')}`)
  }
}
