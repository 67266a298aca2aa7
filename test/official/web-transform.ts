/**
 * How jest reads the web suite: as its own configuration has it, but for two groups at the end, which use `config`
 * before they declare it. With them, the file does not load at all.
 */
import { createRequire } from 'node:module'

// This file runs from elsewhere: `SWC_FROM` is where the compiler of this checkout is found.
const { transformSync } = createRequire(process.env.SWC_FROM ?? '')('@swc/core') as typeof import('@swc/core')

const BROKEN = "group('retry myqcloud.com'"

module.exports = {
  process(source: string, file: string) {
    const end = file.endsWith('/test/test.js') ? source.indexOf(BROKEN) : -1
    const loadable = end < 0 ? source : source.slice(0, end)
    return transformSync(loadable, { filename: file, module: { type: 'commonjs' }, jsc: { target: 'es2022' } })
  },
}
