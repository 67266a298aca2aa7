import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, relative } from 'node:path'
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { build, transform } from 'esbuild'
import { asideOf } from './aside.mjs'
import { root } from './paths.mjs'
import { filesIn } from './replace-folder.mjs'
import { bundleForNode } from './bundle-for-node.mjs'
import { nodeEntries, phoneEntries } from './sdk-entries.mjs'

const sdk = `${root}/sdk`
const dist = asideOf('sdk/dist')
const miniprogramDist = asideOf('sdk/miniprogram_dist')
const api = asideOf('sdk/api')
const scratch = asideOf('sdk-types')
const entries = [...phoneEntries, ...nodeEntries]

/** ES2017 everywhere: bundlers of mini programs hand on to phones what they find in a package. */
const shared = { target: 'es2017', charset: 'utf8', logLevel: 'silent' }

/**
 * Makes `sdk/dist/` for Node and bundlers, `sdk/miniprogram_dist/` for mini programs, and `sdk/api/`, from which the
 * reference of the site is made.
 */
export async function buildSdk() {
  emitDeclarations()
  const rolledUp = Object.fromEntries(entries.map((entry) => [entry, rollUpDeclarations(entry)]))
  leadToSources()
  const modules = await bundleModules()
  writeFiles(dist, withOwnExports({ ...modules, ...(await asCommonJs(modules)) }))
  for (const entry of nodeEntries) writeFiles(dist, await bundleForNode(entry))
  writeFiles(miniprogramDist, withOwnExports(await bundleForPhones()))
  for (const entry of phoneEntries) copyFileSync(rolledUp[entry], `${miniprogramDist}/${entry}.d.ts`)
}

/** An ES module for each entry that phones get, modules for what they share, and their source maps, which lead to `sdk/src/`. */
async function bundleModules() {
  return bundle(phoneEntries, {
    format: 'esm',
    splitting: true,
    chunkNames: 'shared-[hash]',
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
    sourcesContent: false,
  })
}

/**
 * `require('cos-miniprogram/compat')` is the class itself, as that of `cos-wx-sdk-v5` is; what else is exported, and
 * `default`, are properties of it. TypeScript and bundlers go by these.
 */
function withOwnExports(files) {
  const own = 'module.exports = Object.assign(module.exports.default, module.exports)\n'
  const withOwn = (text) => text.replace(/(\/\/# sourceMappingURL=.*\n)?$/, (link) => own + link)
  const entries = Object.entries(files)
  return Object.fromEntries(entries.map(([name, text]) => [name, /^compat\.c?js$/.test(name) ? withOwn(text) : text]))
}

/** One CommonJS file for each entry, with all that it needs. */
async function bundleForPhones() {
  return bundle(phoneEntries, { format: 'cjs', outdir: 'miniprogram_dist' })
}

/** @returns texts by the names of the files */
async function bundle(names, options) {
  const { outputFiles, warnings } = await build({
    ...shared,
    absWorkingDir: sdk,
    entryPoints: names.map((name) => `src/${name}.ts`),
    bundle: true,
    platform: 'neutral',
    write: false,
    ...options,
  })
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'))
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path), text]))
}

/** The same modules as CommonJS: esbuild splits only ES modules (https://esbuild.github.io/api/#splitting). */
async function asCommonJs(modules) {
  const names = Object.keys(modules).filter((name) => name.endsWith('.mjs'))
  const converted = await Promise.all(names.map((name) => convert(name, modules)))
  return Object.assign({}, ...converted)
}

async function convert(name, modules) {
  const target = name.replace(/\.mjs$/, '.cjs')
  const moduleMap = modules[`${name}.map`]
  const inlineMap = Buffer.from(moduleMap).toString('base64')
  const source = modules[name].replace(/(?<=^\/\/# sourceMappingURL=).*$/m, `data:application/json;base64,${inlineMap}`)
  const { code, map } = await transform(source, {
    ...shared,
    format: 'cjs',
    // So that Node can tell the names that it exports.
    platform: 'node',
    sourcemap: 'external',
    sourcesContent: false,
  })
  const linked = code.replaceAll(/"\.\/([\w-]+)\.mjs"/g, '"./$1.cjs"')
  // A module that only exports what others have comes from nowhere: esbuild would call that <stdin>.
  const isFromSource = JSON.parse(moduleMap).sources.length > 0
  return {
    [target]: `${linked}//# sourceMappingURL=${target}.map\n`,
    [`${target}.map`]: isFromSource ? map : moduleMap,
  }
}

/** Checks the types, and writes a declaration file with its map for each source into `sdk/dist/types/`. */
function emitDeclarations() {
  const tsc = `${root}/node_modules/typescript/bin/tsc`
  const emit = ['--noEmit', 'false', '--declaration', '--declarationMap', '--emitDeclarationOnly']
  const args = [tsc, '-p', sdk, ...emit, '--outDir', `${dist}/types`]
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('the types of sdk/src are wrong')
  // What `import` of an ES module finds has to be a declaration of one.
  for (const entry of entries) writeFileSync(`${dist}/types/${entry}.d.mts`, declarationsOfModule(entry))
}

/** All that is exported; what is the default under its name, since a default of CommonJS is something else to an ES module. */
function declarationsOfModule(entry) {
  const [, name] = /(\w+) as default/.exec(readFileSync(`${dist}/types/${entry}.d.ts`, 'utf8')) ?? []
  const byDefault = name ? `export { ${name} as default } from './${entry}.js'\n` : ''
  return `export * from './${entry}.js'\n${byDefault}`
}

/** The maps of the declarations lead to `sdk/src/` from where they will lie. */
function leadToSources() {
  const [fromAside, fromPlace] = [relative(asideOf('sdk'), `${sdk}/src`), 'src']
  for (const name of filesIn(`${dist}/types`).filter((each) => each.endsWith('.map'))) {
    const file = `${dist}/types/${name}`
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(fromAside, fromPlace))
  }
}

/**
 * Checks that all that is public has a doc comment and the report in `sdk/etc/`, and puts all declarations of an entry
 * into one file.
 * @returns its path
 */
function rollUpDeclarations(entry) {
  const configObjectFullPath = `${sdk}/api-extractor.json`
  const configObject = ExtractorConfig.loadFile(configObjectFullPath)
  configObject.mainEntryPointFilePath = `${dist}/types/${entry}.d.ts`
  configObject.apiReport.reportFileName = `${entry}.api.md`
  configObject.apiReport.reportTempFolder = `${scratch}/reports`
  configObject.dtsRollup.untrimmedFilePath = `${scratch}/${entry}.d.ts`
  configObject.docModel = { enabled: true, apiJsonFilePath: `${api}/${entry}.api.json` }
  mkdirSync(`${sdk}/etc`, { recursive: true })
  const packageJsonFullPath = `${sdk}/package.json`
  const config = ExtractorConfig.prepare({ configObject, configObjectFullPath, packageJsonFullPath })
  const { succeeded, apiReportChanged } = Extractor.invoke(config, {
    localBuild: !process.env.CI,
    messageCallback: quiet,
  })
  if (apiReportChanged && process.env.CI) {
    throw new Error(
      `sdk/etc/${entry}.api.md is not what sdk/src/${entry}.ts exports: run \`npm run build\` and commit it`,
    )
  }
  if (!succeeded) throw new Error(`the declarations of sdk/src/${entry}.ts could not be rolled up`)
  return config.untrimmedFilePath
}

function quiet(message) {
  const isNews = message.logLevel === 'error' || (message.logLevel === 'warning' && message.category !== 'console')
  message.handled = !isNews
}

function writeFiles(folder, files) {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text)
}
