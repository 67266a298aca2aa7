/**
 * How jest reads the web suite: as its own configuration has it, but for two groups at the end, which use `config`
 * before they declare it. With them, the file does not load at all. Groups that are left out are skipped: most of their
 * tests never end by themselves, and all together take longer than a run may.
 */
import { createRequire } from 'node:module'
import { irrelevantGroups } from './relevance'

// This file runs from elsewhere: `SWC_FROM` is where the compiler of this checkout is found.
const { transformSync } = createRequire(process.env.SWC_FROM ?? '')('@swc/core') as typeof import('@swc/core')

const BROKEN = "group('retry myqcloud.com'"
const DECLARATION = 'describe(name, function () {'
const isLeftOut = `[${irrelevantGroups('web').join()}].some((group) => group.test(name))`

module.exports = {
  process(source: string, file: string) {
    const end = file.endsWith('/test/test.js') ? source.indexOf(BROKEN) : -1
    const loadable =
      end < 0
        ? source
        : source.slice(0, end).replace(DECLARATION, `(${isLeftOut} ? describe.skip : describe)(name, function () {`)
    return transformSync(loadable, { filename: file, module: { type: 'commonjs' }, jsc: { target: 'es2022' } })
  },
}
