import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { scenario } from './scenario'

const folder = resolve(__dirname, '../../../../sdk/miniprogram_dist')

/** What browsers and Node have and a mini program lacks. */
const WEB = [
  'fetch',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'crypto',
  'btoa',
  'Blob',
  'AbortController',
  'Buffer',
  'process',
  'window',
]

/**
 * One script that loads the built bundle like a mini program does, plays the scenario, and hands JSON to `report`: what
 * was seen, how often `wx` was touched while loading, and which names of the web there are.
 */
export function programFor(entry: 'index' | 'presign', report: string): string {
  const file = join(folder, `${entry}.js`)
  if (!existsSync(file)) throw new Error('There is no built SDK: run "npm run build" first.')
  return `
    let touched = 0
    Object.defineProperty(globalThis, 'wx', { configurable: true, get() { touched++ } })
    if (typeof console === 'undefined') globalThis.console = { warn() {} }
    const module = { exports: {} }
    ;(function (module, exports) {
      ${readFileSync(file, 'utf8')}
    })(module, module.exports)
    const atImport = touched
    const web = ${JSON.stringify(WEB)}.filter((name) => name in globalThis)
    ;(${scenario.toString()})(module.exports).then(
      (seen) => ${report}(JSON.stringify({ seen, atImport, web })),
      (error) => ${report}(JSON.stringify({ error: String(error) + error.stack })),
    )
  `
}
