import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { SuiteName } from './suite'

/** How to use it. */
export const usage = `npm run test:official -- [--node FOLDER] [--web FOLDER] [--wx FOLDER] [--logs FOLDER]

Runs the test suites that Tencent publishes with its SDKs against local/cos. Each lies in a folder of its own:

  --node   github.com/tencentyun/cos-nodejs-sdk-v5, after npm install
  --web    github.com/tencentyun/cos-js-sdk-v5, after npm install
  --wx     github.com/tencentyun/cos-wx-sdk-v5
  --logs   where what the suites print is kept
`

/** Where the suites are. */
export interface Options {
  folders: ReadonlyMap<SuiteName, string>
  logs?: string
}

/** What each folder has to hold. */
const NEEDED: Readonly<Record<SuiteName, readonly string[]>> = {
  node: ['test/test.js', 'node_modules/mocha/bin/_mocha'],
  web: ['test/test.js', 'node_modules/jest/bin/jest.js', 'node_modules/jest-environment-jsdom'],
  wx: ['demo/test.js', 'demo/lib/cos-wx-sdk-v5.js'],
}

const NAMES = ['node', 'web', 'wx'] as const

/** @throws where no folder is named, or one does not hold its suite */
export function readOptions(args: readonly string[]): Options {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args: [...args], options: { node: text, web: text, wx: text, logs: text } })
  const folders = new Map<SuiteName, string>()
  for (const name of NAMES) {
    const folder = values[name]
    if (folder !== undefined) folders.set(name, checkFolder(name, resolve(folder)))
  }
  if (folders.size === 0) throw new Error(usage.trimEnd())
  return { folders, ...(values.logs === undefined ? {} : { logs: resolve(values.logs) }) }
}

function checkFolder(name: SuiteName, folder: string): string {
  const missing = NEEDED[name].find((path) => !existsSync(join(folder, path)))
  if (missing === undefined) return folder
  const advice = missing.startsWith('node_modules') ? 'run npm install there' : 'check the suite out there'
  throw new Error(`--${name} ${folder} has no ${missing}: ${advice}`)
}
