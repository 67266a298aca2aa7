import { copyFileSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
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
  packOfficialSdk(asideOf('miniprogram/link/miniprogram_npm/cos-wx-sdk-v5'))
}

/** The demo compares with the official SDK in one subpackage, so it lies there, and not in the main package. */
function packOfficialSdk(folder) {
  mkdirSync(folder, { recursive: true })
  copyFileSync(createRequire(import.meta.url).resolve('cos-wx-sdk-v5'), `${folder}/index.js`)
}
