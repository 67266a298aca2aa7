import { readdirSync, readFileSync } from 'node:fs'
import { build } from 'esbuild'
import { root } from './paths.mjs'

/**
 * An entry for Node in one file, with all that it needs: the package has no dependencies. `sharp` alone is asked for when
 * an image is to be processed, and the app's to install.
 * @returns texts by the names of the files
 */
export async function bundleForNode(entry) {
  const source = `sdk/${entry}/index.ts`
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: `${entry}.cjs`,
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    charset: 'utf8',
    external: ['sharp'],
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'silent',
  })
  return {
    [`${entry}.cjs`]: outputFiles[0].text,
    [`${entry}.mjs`]: asModule(entry, readFileSync(`${root}/${source}`, 'utf8')),
    [`${entry}.licenses.txt`]: licensesOf(Object.keys(metafile.inputs)),
  }
}

/** The same names as an ES module: one code, however it is asked for. */
function asModule(entry, source) {
  const names = [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name)
  return `export { ${names.join(', ')} } from './${entry}.cjs'\n`
}

/** The licenses of the packages whose files are bundled. */
function licensesOf(files) {
  const folders = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? []))
  return [...folders]
    .sort((one, other) => one.localeCompare(other))
    .map(licenseOf)
    .join('\n\n')
}

function licenseOf(folder) {
  const { name, version, license, author } = JSON.parse(readFileSync(`${root}/${folder}/package.json`, 'utf8'))
  const file = readdirSync(`${root}/${folder}`).find((each) => /^licen[cs]e/i.test(each))
  if (!file && !(license && author)) throw new Error(`${folder} has no license to hand on`)
  const text = file
    ? readFileSync(`${root}/${folder}/${file}`, 'utf8').trim()
    : `${license}, by ${author.name ?? author}: the package has no text of the license.`
  return `${name} ${version}\n${'-'.repeat(70)}\n${text}\n`
}
