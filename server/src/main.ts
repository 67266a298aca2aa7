import { createHmac } from 'node:crypto'
import { readCommandLine, usage } from './commands/command-line'
import { runCommand } from './commands/run'
import { createLog } from './http/log'
import { connectRedis } from './http/redis'
import { readDotenv } from './dotenv'
import { loadSettings, SettingsError } from './settings'
import type { Settings } from './settings'
import { start } from './start'
import { unknownNames } from './unknown-names'
import type { UnknownName } from './unknown-names'

/** Serves, or carries out a command, with the settings of the environment and of a `.env` in the working directory. */
async function main(): Promise<void> {
  const command = readCommandLine(process.argv.slice(2))
  if (command.name === 'help') return void process.stdout.write(`${usage}\n`)
  // The environment wins.
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const env = { ...readDotenv('.env'), ...set }
  const unknown = unknownNames(env)
  const settings = load(env, unknown)
  if (command.name !== 'serve') process.exit(await runCommand(command, settings))

  const log = createLog(settings)
  const redis = settings.redisUrl === undefined ? undefined : connectRedis(settings.redisUrl)
  const server = await start({ settings, log, ...(redis === undefined ? {} : { redis }) })
  log.info({ port: server.port, userIdKey: fingerprintOf(settings.userIdKey) }, 'listening')
  if (unknown.length > 0) log.warn({ unknown }, 'variables that look like settings, and are none')

  const stop = async (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping')
    await server.stop()
    log.info('stopped')
    // Whatever is still open: a connection to Redis or to an upstream must not keep the process.
    process.exit(0)
  }
  // A second signal cuts nothing short: whoever started this process often hands on what its group gets anyway.
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
}

function load(env: Readonly<Record<string, string | undefined>>, unknown: readonly UnknownName[]): Settings {
  try {
    const settings = loadSettings(env)
    if (settings.issuer.kind === 'sts') return settings
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    throw new SettingsError([...error.problems, ...unknown.map(describeUnknown)])
  }
  throw new SettingsError(['ISSUER must be sts: only a program that calls createApp can hand in another issuer'])
}

const describeUnknown = ({ name, meant }: UnknownName) =>
  `${name} is no setting${meant === undefined ? '' : `; ${meant} is`}`

/** Tells one key from another: with another one, every user's objects lie elsewhere, and all albums are empty. */
const fingerprintOf = (userIdKey: string) =>
  createHmac('sha256', userIdKey).update('fingerprint').digest('hex').slice(0, 8)

main().catch((error: unknown) => {
  // A settings error says what to do; of any other the message is enough, since none of ours holds a secret.
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
