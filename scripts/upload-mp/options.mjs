import { execFileSync } from 'node:child_process'
import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../paths.mjs'

const COMMANDS = ['preview', 'upload']
const WHERE = 'mp.weixin.qq.com → Development → Development settings → Code upload'

/** What the command line and the environment say. @throws Error with what is wrong and what to do */
export function readOptions(argv, env) {
  const { positionals, values } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      project: { type: 'string', default: root },
      robot: { type: 'string' },
      desc: { type: 'string' },
      dry: { type: 'boolean', default: false },
    },
  })
  const [command] = positionals
  if (positionals.length !== 1 || !COMMANDS.includes(command)) throw new Error('say preview or upload.')
  const { version } = JSON.parse(readFileSync(`${root}/sdk/package.json`, 'utf8'))
  const common = {
    project: resolve(values.project),
    command,
    version,
    desc: values.desc ?? lastCommit(),
    robot: robotOf(values.robot || env.MINIPROGRAM_ROBOT || '1'),
    isDry: values.dry,
  }
  return values.dry ? common : { ...common, appid: appIdOf(env), privateKey: privateKeyOf(env) }
}

function robotOf(text) {
  const robot = Number(text)
  if (Number.isInteger(robot) && robot >= 1 && robot <= 30) return robot
  throw new Error(`the robot is a number from 1 to 30, not ${text}.`)
}

function appIdOf({ MINIPROGRAM_APPID: appid }) {
  if (!appid) throw new Error('MINIPROGRAM_APPID is missing: the AppID of your mini program.')
  if (!/^wx[0-9a-f]{16}$/.test(appid)) throw new Error('MINIPROGRAM_APPID is no AppID: wx and 16 hexadecimal digits.')
  return appid
}

function privateKeyOf({ MINIPROGRAM_KEY: text, MINIPROGRAM_KEY_FILE: file }) {
  if (!text && !file) {
    throw new Error(
      `there is no key: put it into MINIPROGRAM_KEY, or its path into MINIPROGRAM_KEY_FILE. It is from ${WHERE}.`,
    )
  }
  const key = text || readKeyFile(file)
  if (isRsaKey(key)) return key
  throw new Error(`the key is no private key in PEM, from its BEGIN line to its END line. It is from ${WHERE}.`)
}

function readKeyFile(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch ({ code }) {
    throw new Error(`MINIPROGRAM_KEY_FILE cannot be read: ${code}.`)
  }
}

function isRsaKey(text) {
  try {
    return createPrivateKey(text).asymmetricKeyType === 'rsa'
  } catch {
    return false
  }
}

function lastCommit() {
  try {
    return execFileSync('git', ['log', '-1', '--format=%h %s'], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return 'not from a git checkout'
  }
}
