import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(__dirname, '../..')

/** The folders that `scripts/wechat-size.mjs` makes, by the settings of the app. */
export type Setting = 'es6-on-minified' | 'es6-on' | 'es6-off-minified' | 'es6-off' | 'as-it-is'

/** Of one script, or of the compiler's helpers for all scripts of one SDK. */
export interface Size {
  setting: Setting
  whose: 'ours' | 'official'
  name: string
  bytes: number
  gzipped: number
}

/** Both SDKs as WeChat's compiler makes them in every setting, in a folder. */
export function compileForWechat(folder: string): Size[] {
  execFileSync(process.execPath, [path.join(root, 'scripts/wechat-size.mjs'), '--out', folder], { stdio: 'inherit' })
  return JSON.parse(readFileSync(path.join(folder, 'sizes.json'), 'utf8'))
}

/** One script that races the SDKs that lie in a folder of `compileForWechat`. */
export async function bundleRace(compiled: string, setting: Setting, hasJit: boolean, banner: string): Promise<string> {
  const outfile = path.join(compiled, setting, hasJit ? 'race-jit.js' : 'race.js')
  const npm = (whose: string) => path.join(compiled, setting, whose, 'miniprogram_npm')
  await build({
    entryPoints: [path.join(__dirname, 'race/race.ts')],
    alias: {
      'cos-miniprogram/presign': path.join(npm('ours'), 'cos-miniprogram/presign.js'),
      'cos-wx-sdk-v5': path.join(npm('official'), 'cos-wx-sdk-v5/index.js'),
    },
    bundle: true,
    platform: 'neutral',
    target: 'es2017',
    define: { HAS_JIT: String(hasJit) },
    banner: { js: banner },
    outfile,
    logLevel: 'error',
  })
  return outfile
}
