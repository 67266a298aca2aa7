import { existsSync, readdirSync, readFileSync } from 'node:fs'
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
  if (!existsSync(join(folder, `${entry}.js`))) throw new Error('There is no built SDK: run "npm run build" first.')
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js'))
  const definitions = scripts.map((name) => {
    const code = readFileSync(join(folder, name), 'utf8')
    return `definitions[${JSON.stringify(`./${name}`)}] = function (module, exports, require) {\n${code}\n}`
  })
  return `
    const definitions = {}, loaded = {}
    let touched = 0
    Object.defineProperty(globalThis, 'wx', { configurable: true, get() { touched++ } })
    if (typeof console === 'undefined') globalThis.console = { warn() {} }
    function require(name) {
      if (!loaded[name]) {
        loaded[name] = { exports: {} }
        definitions[name](loaded[name], loaded[name].exports, require)
      }
      return loaded[name].exports
    }
    ${definitions.join('\n')}
    const sdk = require('./${entry}.js')
    const atImport = touched
    const web = ${JSON.stringify(WEB)}.filter((name) => name in globalThis)
    ;(${scenario.toString()})(sdk).then(
      (seen) => ${report}(JSON.stringify({ seen, atImport, web })),
      (error) => ${report}(JSON.stringify({ error: String(error) + error.stack })),
    )
  `
}
