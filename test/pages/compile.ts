import path from 'node:path'
import { readAppConfig } from '../../local/wechat/build/app-config'
import { CodeTree } from '../../local/wechat/build/code-tree'
import { collectComponents } from '../../local/wechat/build/components'
import { compileTemplates } from '../../local/wechat/build/templates'
import type { Program } from '../../local/wechat/runtime/program'

const MINIPROGRAM = path.join(__dirname, '../../miniprogram')

let compiled: Program | undefined

/** The demo, compiled once for all tests of a file as the browser host does; styles are left out. */
export function demoProgram(): Program {
  compiled ??= compile()
  return compiled
}

function compile(): Program {
  const tree = new CodeTree(MINIPROGRAM)
  const app = readAppConfig(MINIPROGRAM)
  const sources = collectComponents(tree, app, complain)
  const components = sources.map(({ path: codePath, isPage, config, script }) => ({
    path: codePath,
    isPage,
    // Class names stay as they are written, for tests to find.
    config: { ...config, styleIsolation: 'shared' },
    scope: '',
    hasStyle: false,
    // By jest, which keeps to the source: coverage, breakpoints and mocks are those of any other test.
    load: (): unknown => script !== undefined && require(script),
  }))
  const templates = evaluate(compileTemplates(tree, sources, complain)) as Program['templates']
  return { app, components, templates, styles: {}, extConfig: {}, knownApis: [], loadApp: () => undefined }
}

function evaluate(expression: string): unknown {
  // oxlint-disable-next-line typescript/no-implied-eval -- it is what the compiler makes, and the host puts into its bundle
  return new Function(`return ${expression}`)()
}

function complain(message: string): never {
  throw new Error(message)
}
