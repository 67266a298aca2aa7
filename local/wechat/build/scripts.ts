import { build, type OnLoadArgs, type OnLoadResult, type OnResolveArgs, type Plugin, transform } from 'esbuild'
import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { packageRoot, splitPackage } from './packages'

const HOST = path.join(__dirname, '..')
const FRAMEWORK = /[\\/]node_modules[\\/]glass-easel/

/**
 * Names of the browser that a mini program's code cannot see. They are undefined in every module of the app, the SDK
 * included, so that code which would fail in WeChat fails here too.
 */
const HIDDEN_NAMES = [
  'window self document navigator location history screen performance process Buffer fetch XMLHttpRequest',
  'WebSocket EventSource Request Response Headers AbortController AbortSignal URL URLSearchParams TextEncoder',
  'TextDecoder crypto atob btoa BigInt Blob File FileReader FormData ReadableStream Image Worker indexedDB',
  'caches localStorage sessionStorage alert confirm prompt requestAnimationFrame structuredClone queueMicrotask',
  'MutationObserver IntersectionObserver ResizeObserver customElements',
].flatMap((line) => line.split(' '))

/** What the bundle is made of. */
export interface BundleOptions {
  /** The mini program's folder. */
  root: string
  /** The code that starts it all. */
  entry: string
  outfile: string
  /** The code path of each script that defines a page or component, by its file. */
  componentOf: ReadonlyMap<string, string>
}

/** Bundles the runtime and the app's scripts, and returns the files of the app that went in. */
export async function bundleScripts(options: BundleOptions): Promise<string[]> {
  const loaded: string[] = []
  await build({
    stdin: { contents: options.entry, resolveDir: HOST, loader: 'js', sourcefile: 'entry.js' },
    outfile: options.outfile,
    bundle: true,
    format: 'iife',
    target: 'es2020',
    sourcemap: 'linked',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
    plugins: [miniProgramModules(options, loaded)],
  })
  return loaded
}

function miniProgramModules({ root, componentOf }: BundleOptions, loaded: string[]): Plugin {
  return {
    name: 'mini-program-modules',
    setup(builder) {
      builder.onResolve({ filter: /^[^./]/ }, (args) => (isHost(args.importer) ? undefined : resolveModule(args, root)))
      builder.onLoad({ filter: /\.[tj]s$/ }, async (args) => {
        if (isHost(args.path)) return undefined
        loaded.push(args.path)
        return loadModule(args, componentOf.get(args.path))
      })
    },
  }
}

function isHost(file: string): boolean {
  return !path.isAbsolute(file) || file.startsWith(HOST + path.sep) || FRAMEWORK.test(file)
}

function resolveModule({ path: reference, resolveDir }: OnResolveArgs, root: string): { path: string } | undefined {
  if (path.isAbsolute(reference)) return undefined
  const { name, rest } = splitPackage(reference)
  const folder = packageRoot(name, resolveDir) ?? packageRoot(name, root)
  if (folder === undefined) return undefined
  const target = path.join(folder, rest)
  const file = [`${target}.js`, `${target}.ts`, path.join(target, 'index.js'), target].find(isFile)
  return file === undefined ? undefined : { path: file }
}

async function loadModule({ path: file }: OnLoadArgs, component: string | undefined): Promise<OnLoadResult> {
  const { code } = await transform(readFileSync(file, 'utf8'), {
    loader: file.endsWith('.ts') ? 'ts' : 'js',
    sourcefile: file,
    sourcemap: 'inline',
    target: 'es2020',
    define: {
      ...Object.fromEntries(HIDDEN_NAMES.map((name) => [name, 'undefined'])),
      globalThis: '__wechatHost.globals',
      // The phone's clock may be off.
      Date: '__wechatHost.Date',
    },
  })
  // `Component()` is told nothing of the file that calls it, and some libraries call it from another one.
  const enter = component === undefined ? '' : `__wechatHost.enter(${JSON.stringify(component)});`
  return { contents: enter + code, loader: 'js', resolveDir: path.dirname(file) }
}

function isFile(file: string): boolean {
  return existsSync(file) && statSync(file).isFile()
}
