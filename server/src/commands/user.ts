import { prefixOf } from '../access/grant'
import { listObjects } from '../cos/listing'
import type { CosClient } from '../cos/client'
import type { Issuer } from '../issuer/issuer'
import { USER_ID, userIdOf } from '../login/user'
import type { Settings } from '../settings'
import { UsageError } from './command-line'
import type { Command } from './command-line'
import { deleteFolder } from '../folder/delete-folder'
import { openFolder } from '../folder/open-folder'

const OPENID = /^[\w-]{10,64}$/

/**
 * Where the objects of a user lie, who is named by the openid, or by the user id that the log has.
 * @throws UsageError
 */
export function folderOf(user: string, settings: Settings): string {
  if (USER_ID.test(user)) return prefixOf(user, settings)
  if (!OPENID.test(user)) throw new UsageError('a user is an openid, or the 32 hex digits that the log has')
  return prefixOf(userIdOf(user, settings.userIdKey), settings)
}

/** What a command works with. */
export interface CommandTools {
  settings: Settings
  issuer: Issuer
  /** Milliseconds since the epoch. */
  now: () => number
  /** Takes lines for the standard output. */
  print: (line: string) => void
}

/** What is asked for on the command line. */
export type UserCommand = Extract<Command, { name: 'user' }>

/**
 * Carries out `user prefix`, `user list` and `user delete`; answers the exit code.
 * @throws UsageError, IssuerError, CosUnreachable, ListingRefused
 */
export async function runUser({ action, user, isSure }: UserCommand, tools: CommandTools): Promise<number> {
  const { settings, print } = tools
  const prefix = folderOf(user, settings)
  if (action === 'prefix') {
    print(prefix)
    return 0
  }
  const cos = openFolder(prefix, tools)
  if (action === 'list') return list(cos, prefix, print)
  if (isSure) return remove(cos, prefix, tools)
  await list(cos, prefix, print)
  print('Nothing was deleted: add --yes to delete all of this, with all earlier versions, for good.')
  return 1
}

async function list(cos: CosClient, prefix: string, print: CommandTools['print']): Promise<number> {
  let count = 0
  let bytes = 0
  for await (const { Key, Size, LastModified } of listObjects(cos, prefix)) {
    print(`${LastModified}\t${Size}\t${Key}`)
    count += 1
    bytes += Size
  }
  print(`${count} objects, ${bytes} bytes, in ${prefix}`)
  return 0
}

async function remove(cos: CosClient, prefix: string, { settings, print }: CommandTools): Promise<number> {
  const { objects, versions, uploads, problems } = await deleteFolder(cos, prefix)
  print(`deleted ${objects} objects, ${versions} versions and ${uploads} unfinished uploads in ${prefix}`)
  for (const problem of problems) print(`left: ${problem}`)
  const minutes = Math.ceil((settings.session.seconds + settings.issuer.durationSeconds) / 60)
  print(`Whoever is still logged in as this user can write for ${minutes} minutes more: then run it again.`)
  return problems.length === 0 ? 0 : 1
}
