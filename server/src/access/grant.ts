import { Refusal } from '../http/refusal'
import type { Settings } from '../settings'
import { isAction, kindOf } from './actions'
import type { Action } from './actions'
import { checkExactKey, checkName } from './name'

/** What a caller asks for: an object's `Key`, or with an empty one a `Prefix` to list. */
export interface AccessRequest {
  Bucket: string
  Region: string
  Key: string
  Prefix?: string | undefined
  Actions: readonly string[]
}

/** What is granted: these actions, on one object (`exact`), or on all that lies below a folder. */
export interface Grant {
  Prefix: string
  exact: boolean
  Actions: readonly Action[]
}

/** What a user may reach. */
interface Space {
  prefix: string
  writable: boolean
}

/** The settings that decide access. */
export type AccessSettings = Pick<Settings, 'bucket' | 'upload'>

/** Where a user's objects lie. */
export const prefixOf = (userId: string, { bucket }: AccessSettings) => `${bucket.userPrefix}${userId}/`

/**
 * Decides what a user is granted. Exactly the actions asked for are granted, or none: to write, on the one key; to read
 * or list, on the whole of the folder that is the user's (or everybody's), so that an album costs one request.
 * @throws Refusal `AccessDenied` saying which action on what, or `InvalidRequest`
 */
export function grantFor(userId: string, request: AccessRequest, settings: AccessSettings): Grant {
  const { Bucket, Region } = settings.bucket
  if (request.Bucket !== Bucket || request.Region !== Region)
    throw new Refusal('AccessDenied', `This backend serves ${Bucket} in ${Region} only`)
  const name = nameAskedFor(request)
  const Actions = [...new Set(request.Actions)].map((action) => knownAction(action, name, settings))
  const space = spacesOf(userId, settings).find(({ prefix }) => name.startsWith(prefix))
  const writing = Actions.find((action) => kindOf(action) === 'write' || kindOf(action) === 'part')
  const first = Actions[0] ?? 'nothing'
  if (space === undefined) throw denied(first, name)
  if (writing === undefined) return { Prefix: space.prefix, exact: false, Actions }
  if (!space.writable) throw denied(writing, name)
  return { Prefix: keyToWrite(request, Actions), exact: true, Actions }
}

function nameAskedFor({ Key, Prefix = '' }: AccessRequest): string {
  if (Key !== '' && Prefix !== '') throw new Refusal('InvalidRequest', 'Give a Key or a Prefix, not both')
  checkName(Key, 'Key')
  checkName(Prefix, 'Prefix')
  return Key || Prefix
}

function knownAction(action: string, name: string, { upload }: AccessSettings): Action {
  if (!isAction(action)) throw denied(action, name)
  if (kindOf(action) === 'part' && !upload.parts)
    throw new Refusal('AccessDenied', `${action} is not granted: this backend refuses uploads in parts`)
  return action
}

function spacesOf(userId: string, settings: AccessSettings): readonly Space[] {
  const own = { prefix: prefixOf(userId, settings), writable: true }
  const { sharedPrefix } = settings.bucket
  return sharedPrefix === '' ? [own] : [own, { prefix: sharedPrefix, writable: false }]
}

function keyToWrite({ Key, Prefix = '' }: AccessRequest, Actions: readonly Action[]): string {
  if (Key === '' || Key.endsWith('/'))
    throw new Refusal('InvalidRequest', `To write, Key must name one object, not ${quoted(Key || Prefix)}`)
  checkExactKey(Key)
  if (Actions.includes('name/cos:GetBucket'))
    throw new Refusal('InvalidRequest', 'A grant to write one object cannot list; ask for a listing by itself')
  // Who may do both copies the object into the parts of the next, which no limit of a part's size would bind.
  if (Actions.includes('name/cos:GetObject') && Actions.some((action) => kindOf(action) === 'part'))
    throw new Refusal('InvalidRequest', 'A grant to upload in parts cannot read; ask for reading by itself')
  return Key
}

const quoted = (name: string) => JSON.stringify(name.length > 120 ? `${name.slice(0, 120)}…` : name)
const denied = (action: string, name: string) =>
  new Refusal('AccessDenied', `${action} on ${name === '' ? 'the whole bucket' : quoted(name)} is not yours`)
