import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'miniprogram-ci-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/**
 * Runs something of miniprogram-ci, which reports its every step on the console and makes a folder wherever it runs: in
 * silence, and in a folder for temporary files.
 */
export async function silenced(run) {
  const kept = { ...console }
  const startedIn = process.cwd()
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = () => {}
  process.chdir(folder)
  try {
    return await run()
  } finally {
    process.chdir(startedIn)
    Object.assign(console, kept)
  }
}

/** miniprogram-ci, told not to look for the network. */
export const ci = await silenced(() => {
  const loaded = createRequire(import.meta.url)('miniprogram-ci')
  // What it asks of WeChat's servers is not needed, and has to fail at once where there is no way to them.
  loaded.proxy('http://127.0.0.1:9')
  return loaded
})

export function projectAt(projectPath) {
  return new ci.Project({
    appid: 'touristappid',
    type: 'miniProgram',
    projectPath,
    privateKey: 'offline',
    ignores: ['node_modules/**/*', '.tmp/**/*', '.local/**/*'],
    // Not in the typings: with it, the attributes of the app are not asked of servicewechat.com.
    attr: async () => ci.DefaultProjectAttr,
  })
}
