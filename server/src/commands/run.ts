import { runCheck } from '../check/check'
import { issuerFromSettings } from '../issuer/sts'
import { createCode2Session } from '../login/code2session'
import type { Settings } from '../settings'
import type { Command } from './command-line'
import { runUser } from './user'
import type { UserCommand } from './user'

/** A command that ends by itself, and needs the settings. */
export type SingleCommand = UserCommand | Extract<Command, { name: 'check' }>

/** Carries out a command, writes to the standard output, and answers the exit code. */
export async function runCommand(command: SingleCommand, settings: Settings): Promise<number> {
  const now = Date.now
  const issuer = issuerFromSettings(settings, { now, shutdown: undefined })
  if (issuer === undefined) throw new TypeError('ISSUER is external, so there is nobody to ask for credentials')
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  const tools = { settings, issuer, now, print }
  if (command.name === 'user') return runUser(command, tools)
  const { wechat } = settings
  return runCheck(tools, wechat.login === 'code' ? createCode2Session(wechat) : undefined)
}
