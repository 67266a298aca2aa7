import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parse } from 'acorn'
import { run, runNode } from './run'

const OPTIONS = {
  Bucket: 'photos-1250000000',
  Region: 'ap-guangzhou',
  SecretId: 'AKIDexample',
  SecretKey: 'an example',
}

/** Builds a library that bundles two entries of the package, and runs what comes out. */
export async function tryVite(folder: string): Promise<string[]> {
  await run('npm', ['run', 'build'], { cwd: folder })
  const dist = join(folder, 'dist')
  const scripts = readdirSync(dist).filter((name) => name.endsWith('.js'))
  for (const name of scripts) checkScript(join(dist, name))
  for (const name of ['full.js', 'signer.js']) await sign(join(dist, name))
  const bytes = scripts.reduce((sum, name) => sum + statSync(join(dist, name)).size, 0)
  return [`${scripts.length} files of ES2017 modules, ${Math.round(bytes / 1000)} kB`]
}

/** @throws where it is newer than phones, or leaves something to be found by its name */
function checkScript(path: string): void {
  const { body } = parse(readFileSync(path, 'utf8'), { ecmaVersion: 2017, sourceType: 'module' })
  const left = body.find((node) => node.type === 'ImportDeclaration' && !String(node.source.value).startsWith('.'))
  if (left) throw new Error(`${path} still imports a package`)
}

async function sign(path: string): Promise<void> {
  const program = `
    import { sign } from ${JSON.stringify(pathToFileURL(path).href)}
    console.log((await sign(${JSON.stringify(OPTIONS)})).Url)`
  const printed = await runNode(['--input-type=module', '--eval', program], { cwd: join(path, '..') })
  if (!printed.includes('q-signature=')) throw new Error(`what ${path} signs is not signed: ${printed}`)
}
