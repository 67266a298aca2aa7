import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { minify } from '@swc/core'
import { build, transform } from 'esbuild'
import { internalNames } from './internal-names.mjs'
import { root, scratch } from './paths.mjs'
import { shortNames } from './short-names.mjs'

const sdk = `${root}/sdk`
const entries = ['index', 'presign']

const node = { target: 'es2020' }
const phone = { target: 'es2017', mangleProps: internalNames }

/** Makes `sdk/dist/` for Node and bundlers, and `sdk/miniprogram_dist/` for mini programs. */
export async function buildSdk() {
  const [forNode, forPhones] = await Promise.all([
    bundle({ ...node, splitting: true, chunkNames: 'shared-[hash]' }),
    bundle(phone),
  ])
  const declarations = rollUpDeclarations()
  writeFolder(`${sdk}/dist`, {
    ...forNode,
    ...(await asCommonJs(forNode, '.cjs', { ...node, platform: 'node' })),
    ...named(declarations, '.d.ts'),
    ...named(declarations, '.d.mts'),
  })
  writeFolder(`${sdk}/miniprogram_dist`, {
    ...(await forModulesOfPhones(forPhones)),
    ...named(declarations, '.d.ts'),
  })
}

/** ES modules by name, one for each entry; with `splitting` what entries share lies in modules of its own. */
async function bundle(options) {
  const { outputFiles, warnings } = await build({
    absWorkingDir: sdk,
    entryPoints: entries.map((entry) => `src/${entry}.ts`),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    charset: 'utf8',
    outdir: 'out',
    outExtension: { '.js': '.mjs' },
    write: false,
    logLevel: 'silent',
    ...options,
  })
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'))
  return Object.fromEntries(outputFiles.map((file) => [file.path.replace(/^.*[/\\]/, ''), file.text]))
}

// esbuild splits ES modules only: https://esbuild.github.io/api/#splitting
async function asCommonJs(modules, extension, options) {
  const converted = Object.entries(modules).map(async ([name, code]) => {
    const { code: commonJs } = await transform(code, { format: 'cjs', charset: 'utf8', ...options })
    return [name.replace(/\.mjs$/, extension), commonJs.replaceAll(/"\.\/([\w-]+)\.mjs"/g, `"./$1${extension}"`)]
  })
  return Object.fromEntries(await Promise.all(converted))
}

/**
 * CommonJS that is as short as can be, each entry by itself: a mini program needs one of them, and what is in one file
 * needs no names that others see.
 */
async function forModulesOfPhones(modules) {
  const converted = Object.entries(modules).map(async ([name, code]) => {
    const commonJs = code.replace(/export\s*\{([^}]*)\}/, (_, names) =>
      names.replaceAll(/(\S+?)(?: as (\w+))?(?:,|\s*$)/g, (__, own, out = own) => `exports.${out}=${own};`),
    )
    const { code: compressed } = await minify(commonJs, {
      module: false,
      ecma: 2017,
      mangle: false,
      compress: { toplevel: true, passes: 4, unsafe_arrows: true, unsafe_methods: true },
    })
    return [name.replace(/\.mjs$/, '.js'), shortNames(compressed)]
  })
  return Object.fromEntries(await Promise.all(converted))
}

/** One declaration file for each entry, checked against the reports in `sdk/etc/`. */
function rollUpDeclarations() {
  const types = `${scratch}/sdk-types`
  rmSync(types, { recursive: true, force: true })
  mkdirSync(`${sdk}/etc`, { recursive: true })
  const tsc = `${root}/node_modules/typescript/bin/tsc`
  const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--outDir', types]
  const { status } = spawnSync(process.execPath, [tsc, '-p', sdk, ...emit], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('the types of sdk/src are wrong')
  return Object.fromEntries(entries.map((entry) => [entry, rollUp(entry, types)]))
}

function rollUp(entry, types) {
  const configObjectFullPath = `${sdk}/api-extractor.json`
  const configObject = ExtractorConfig.loadFile(configObjectFullPath)
  configObject.mainEntryPointFilePath = `${types}/${entry}.d.ts`
  configObject.apiReport.reportFileName = `${entry}.api.md`
  configObject.dtsRollup.untrimmedFilePath = `${types}/rolled-up/${entry}.d.ts`
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
  return readFileSync(config.untrimmedFilePath, 'utf8')
}

function quiet(message) {
  const isNews = message.logLevel === 'error' || (message.logLevel === 'warning' && message.category !== 'console')
  message.handled = !isNews
}

const named = (files, extension) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name}${extension}`, text]))

function writeFolder(folder, files) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(`${folder}/${name}`, text)
}
