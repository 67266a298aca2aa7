import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type AppConfig, type JsonObject, readAppConfig } from './app-config'
import { copyAssets } from './assets'
import { CodeTree } from './code-tree'
import { collectComponents, type ComponentSource } from './components'
import { copyFont } from './font'
import { dashedWords, localIcons } from './icons'
import { bundleScripts } from './scripts'
import { knownApis } from './known-apis'
import { compileTemplates } from './templates'
import { compileWxss } from './wxss'

const PAGE = path.join(__dirname, '..', 'runtime', 'page')

/** What `buildHost` builds. */
export interface BuildOptions {
  /** The folder of the mini program, with its `app.json`. */
  miniprogram: string
  /** The folder to write; what was in it is deleted. */
  out: string
  /** What `wx.getExtConfigSync()` answers, such as `{ backend: 'http://127.0.0.1:5181' }`. */
  config: JsonObject
}

/** What the build found that WeChat would complain about or that the host cannot do. */
export interface BuildResult {
  warnings: string[]
}

/** A mini program that is being compiled. */
interface Compilation {
  tree: CodeTree
  app: AppConfig
  components: ComponentSource[]
  out: string
  warn: (message: string) => void
}

/** Compiles the unchanged source of a mini program to a folder of static files that a browser runs. */
export async function buildHost({ miniprogram, out, config }: BuildOptions): Promise<BuildResult> {
  const warnings: string[] = []
  const warn = (message: string) => void warnings.push(message)
  const tree = new CodeTree(path.resolve(miniprogram))
  const app = readAppConfig(tree.root)
  const compilation = { tree, app, components: collectComponents(tree, app, warn), out, warn }
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  copyAssets(tree.root, out)
  const scripts = await compileScripts(compilation, config)
  compileStyles(compilation, iconWords(compilation, scripts))
  writePage(out)
  return { warnings }
}

function compileScripts(compilation: Compilation, config: JsonObject): Promise<string[]> {
  const { tree, components, out } = compilation
  return bundleScripts({
    root: tree.root,
    entry: entryScript(compilation, config),
    outfile: path.join(out, 'app.js'),
    componentOf: new Map(components.flatMap(({ script, path: codePath }) => (script ? [[script, codePath]] : []))),
  })
}

function entryScript({ tree, app, components, warn }: Compilation, config: JsonObject): string {
  const list = components.map(({ path: codePath, isPage, scope, style, config: staticConfig, script }) => {
    const facts = { path: codePath, isPage, scope, hasStyle: style !== undefined, config: staticConfig }
    return `{ ...${JSON.stringify(facts)}, load: () => ${requireCall(script)} }`
  })
  return `
    import { start } from './runtime/start'
    start({
      app: ${JSON.stringify(app)},
      extConfig: ${JSON.stringify(config)},
      knownApis: ${JSON.stringify(knownApis())},
      styles: globalThis.__wechatStyles,
      templates: ${compileTemplates(tree, components, warn)},
      components: [${list.join(',\n')}],
      loadApp: () => ${requireCall(tree.find('app', '.ts', '.js'))},
    })`
}

function requireCall(file: string | undefined): string {
  return file === undefined ? 'undefined' : `require(${JSON.stringify(file)})`
}

function compileStyles({ tree, components, out, warn }: Compilation, words: ReadonlySet<string>): void {
  const styles: Record<string, string> = {}
  if (tree.exists('app.wxss')) styles.app = compileWxss(tree, 'app.wxss', { scope: '', warn })
  for (const { path: codePath, style, scope } of components) {
    if (style === undefined) continue
    styles[codePath] = localIcons(compileWxss(tree, `${codePath}.wxss`, { scope, warn }), words)
  }
  writeFileSync(path.join(out, 'styles.js'), `globalThis.__wechatStyles = ${JSON.stringify(styles)}`)
}

function iconWords({ tree, components }: Compilation, scripts: readonly string[]): Set<string> {
  const templates = components.filter(({ hasTemplate }) => hasTemplate).map(({ path: name }) => `${name}.wxml`)
  return dashedWords([
    ...scripts.map((file) => readFileSync(file, 'utf8')),
    ...templates.map((template) => tree.read(template)),
  ])
}

function writePage(out: string): void {
  copyFileSync(path.join(PAGE, 'index.html'), path.join(out, 'index.html'))
  const sheets = ['frame.css', 'elements.css', 'overlays.css', 'menu.css'].map((name) =>
    readFileSync(path.join(PAGE, name), 'utf8'),
  )
  writeFileSync(path.join(out, 'host.css'), [copyFont(out), ...sheets].join('\n'))
}
