import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'miniprogram-ci-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

/** What of a checkout is never part of the mini program. */
const ignores = ['node_modules/**/*', '.tmp/**/*', '.local/**/*']

/**
 * Runs something of miniprogram-ci, which reports its every step on the console and makes a folder wherever it runs: in
 * silence, and in a folder for temporary files.
 * @param onText - is given what it would have printed
 */
export async function silenced(run, onText = () => {}) {
  const kept = { ...console }
  const startedIn = process.cwd()
  for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = (...words) => onText(words.join(' '))
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

/** A project that is only compiled, here. */
export function projectAt(projectPath) {
  return new ci.Project({
    appid: 'touristappid',
    type: 'miniProgram',
    projectPath,
    privateKey: 'offline',
    ignores,
    // Not in the typings: with it, the attributes of the app are not asked of servicewechat.com.
    attr: async () => ci.DefaultProjectAttr,
  })
}

/** A project that is sent to WeChat: directly, or by the proxy that `HTTPS_PROXY` names. */
export function onlineProjectAt(projectPath, { appid, privateKey }) {
  return silenced(() => {
    ci.proxy('')
    return new ci.Project({ appid, type: 'miniProgram', projectPath, privateKey, ignores })
  })
}
