import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from './run'

const root = resolve(__dirname, '../..')

/** Where examples are installed and built: outside of the checkout, whose packages they must not find. */
export interface Workspace {
  folder: string
  /** The SDK as npm would publish it. */
  tarball: string
  remove(): Promise<void>
}

/** Something that could not be installed: no fault of the example. */
export class NotInstalled extends Error {
  override readonly name = 'NotInstalled'
}

/** Packs the SDK. @param keep - the folder, where it is to be left */
export async function openWorkspace(keep?: string): Promise<Workspace> {
  const folder = keep === undefined ? await mkdtemp(join(await realpath(tmpdir()), 'examples-')) : resolve(keep)
  await mkdir(folder, { recursive: true })
  const packed = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: join(root, 'sdk') })
  const [{ filename }] = JSON.parse(packed) as [{ filename: string }]
  const remove = async (): Promise<void> => {
    if (keep === undefined) await rm(folder, { recursive: true, force: true })
  }
  return { folder, tarball: join(folder, filename), remove }
}

/** A fresh copy of a folder of this repository, with what an earlier run has installed there. */
export async function copyTo(workspace: Workspace, source: string): Promise<string> {
  const copy = join(workspace.folder, source.replaceAll('/', '-'))
  await mkdir(copy, { recursive: true })
  const old = (await readdir(copy)).filter((name) => name !== 'node_modules')
  await Promise.all(old.map((name) => rm(join(copy, name), { recursive: true })))
  const filter = (path: string): boolean => !/\/(node_modules|miniprogram_npm|dist)$/.test(path)
  await cp(join(root, source), copy, { recursive: true, filter })
  return copy
}

/** @throws `NotInstalled`, with what npm says */
export async function install(folder: string, { tarball }: Workspace): Promise<void> {
  const manifest = join(folder, 'package.json')
  const wanted = JSON.parse(await readFile(manifest, 'utf8')) as { dependencies?: Record<string, string> }
  if (wanted.dependencies?.['cos-miniprogram'] !== undefined) {
    wanted.dependencies['cos-miniprogram'] = `file:${tarball}`
    await writeFile(manifest, JSON.stringify(wanted))
  }
  // The packed SDK changes under one version: npm must not take the one that it has seen before.
  await rm(join(folder, 'node_modules/cos-miniprogram'), { recursive: true, force: true })
  const options = ['--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline']
  try {
    await run('npm', ['install', ...options], { cwd: folder })
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    // Versions that do not go together are a fault of the example.
    if (said.includes('ERESOLVE')) throw error
    throw new NotInstalled(said, { cause: error })
  }
}
