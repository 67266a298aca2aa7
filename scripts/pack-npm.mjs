import { rmSync } from 'node:fs'
import { ci, silenced } from './miniprogram-ci.mjs'
import { root } from './paths.mjs'

/** Makes `miniprogram/miniprogram_npm/` as the "build npm" command of WeChat DevTools does. */
export async function packNpm() {
  rmSync(`${root}/miniprogram/miniprogram_npm`, { recursive: true, force: true })
  const { warnList } = await silenced(() =>
    ci.packNpmManually({ packageJsonPath: `${root}/package.json`, miniprogramNpmDistDir: `${root}/miniprogram` }),
  )
  if (warnList.length > 0) {
    throw new Error(`miniprogram_npm:\n${warnList.map(({ jsPath, msg }) => `${jsPath}: ${msg}`).join('\n')}`)
  }
}
