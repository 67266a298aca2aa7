import { randomUUID } from 'node:crypto'
import type { Action } from '../access/actions'
import { grantFor, prefixOf } from '../access/grant'
import { policyFor } from '../access/policy'
import { deleteFolder } from '../folder/delete-folder'
import { openFolder } from '../folder/open-folder'
import type { CommandTools } from '../commands/user'
import { createCosClient, CosUnreachable } from '../cos/client'
import type { CosAnswer, CosClient } from '../cos/client'
import { IssuerError } from '../issuer/issuer'
import { userIdOf } from '../login/user'
import type { Settings } from '../settings'
import type { Report } from './report'
import { allowedTrials, forbiddenTrials, TRIAL_BODY, TRIAL_MAX_BYTES, unsignedTrial } from './trials'
import type { Places, Trial } from './trials'

/** Nobody's openid: the folder of the check is nobody's folder. */
const NOBODY = 'the check of cos-miniprogram-server'

/** What to do about an answer to a request that should have worked. */
const ADVICE: readonly (readonly [answer: RegExp, todo: string])[] = [
  [/NoSuchBucket/, 'there is no such bucket: see COS_BUCKET (with its APPID) and COS_REGION'],
  [/SignatureDoesNotMatch/, 'COS_DOMAIN is not the bucket itself, or something in between changes requests'],
  [/Strict signature missing/, 'the rule of strict signature mode asks for more than is signed: see README.md'],
  [/RequestTimeTooSkewed|expired/i, 'the clock of this machine is wrong: set it by NTP'],
  [/InvalidAccessKeyId/, 'the bucket is of another account than the key, or COS_REGION is wrong'],
  [/AccessDenied/, 'the sub-account, or a policy of the bucket, does not allow it: see the policy in README.md'],
]

/** The user of the check and the folder that is tried in. */
interface Scene {
  userId: string
  places: Places
  settings: Settings
  clientFor: (actions: readonly Action[]) => Promise<CosClient>
}

/** Tries on the bucket what users do, and what they must not; deletes what it has written. */
export async function checkBucket(tools: CommandTools, report: Report): Promise<void> {
  const scene = createScene(tools)
  try {
    await tryAll(scene, report)
    await cleanUp(tools, scene.places, report)
  } catch (error) {
    if (error instanceof CosUnreachable)
      return report.add('fail', error.message, 'see COS_DOMAIN, COS_REGION, DNS, firewall and proxy')
    if (error instanceof IssuerError)
      return report.add('fail', error.message, 'STS issued credentials before: try again')
    throw error
  }
}

async function tryAll(scene: Scene, report: Report): Promise<void> {
  const { places, settings } = scene
  for (const trial of allowedTrials(places, settings.upload))
    if (!(await tryAllowed(scene, trial, report)))
      return report.add('skip', 'what must be refused: first the above has to work')
  for (const trial of forbiddenTrials(places, settings.upload)) await tryForbidden(scene, trial, report)
  await tryUnsigned(scene, report)
}

function createScene(tools: CommandTools): Scene {
  const { issuer, settings: given } = tools
  const settings = { ...given, upload: { ...given.upload, maxBytes: TRIAL_MAX_BYTES } }
  const userId = userIdOf(NOBODY, settings.userIdKey)
  const folder = prefixOf(userId, settings)
  const name = randomUUID()
  const places = {
    folder,
    key: `${folder}${name}`,
    otherKey: `${folder}${name}-other`,
    elsewhere: prefixOf(userIdOf(name, settings.userIdKey), settings),
  }
  const clientFor = async (actions: readonly Action[]) => {
    const { Bucket, Region } = settings.bucket
    const named = actions.includes('name/cos:GetBucket') ? { Key: '', Prefix: folder } : { Key: places.key }
    const grant = grantFor(userId, { Bucket, Region, ...named, Actions: actions }, settings)
    const { durationSeconds } = settings.issuer
    return createCosClient(settings.bucket, await issuer.issue({ policy: policyFor(grant, settings), durationSeconds }))
  }
  return { userId, places, settings, clientFor }
}

async function tryAllowed({ clientFor }: Scene, trial: Trial, report: Report): Promise<boolean> {
  const { what, actions, request, followUp } = trial
  const send = await clientFor(actions)
  const first = await send(request)
  const answer = first.status === 200 && followUp !== undefined ? await send(followUp(first)) : first
  const isObject = request.Method === 'GET' && request.Key !== ''
  const isRight = answer.status < 300 && (!isObject || answer.text === TRIAL_BODY)
  if (isRight) report.add('ok', `${what} works`)
  else report.add('fail', `${what} does not work: ${inWords(answer)}`, adviceFor(answer, actions))
  return isRight
}

async function tryForbidden({ clientFor }: Scene, { what, actions, request }: Trial, report: Report): Promise<void> {
  const answer = await (await clientFor(actions))(request)
  if (answer.status === 403 && answer.code === 'AccessDenied') return report.add('ok', `${what} is refused`)
  if (answer.status < 300)
    return report.add(
      'fail',
      `${what} is NOT refused`,
      'the policy does not hold on this bucket: do not go live, and report this line',
    )
  report.add('note', `${what}: no telling whether the policy refuses it: ${inWords(answer)}`)
}

async function tryUnsigned({ places, clientFor }: Scene, report: Report): Promise<void> {
  const { actions, request, what } = unsignedTrial(places)
  const answer = await (await clientFor(actions))(request)
  if (answer.status === 200) report.add('note', `${what} works`, 'strict signature mode is off: see README.md')
  else report.add('ok', `${what} is refused: strict signature mode is on`)
}

/** Also tries what `user delete` needs. */
async function cleanUp(tools: CommandTools, { folder }: Places, report: Report): Promise<void> {
  const { problems } = await deleteFolder(openFolder(folder, tools), folder)
  if (problems.length === 0) report.add('ok', 'all of it is deleted again, as user delete does it')
  for (const problem of problems) report.add('note', `user delete would leave something: ${problem}`)
}

const inWords = ({ status, code, message }: CosAnswer) => [status, code, message].filter(Boolean).join(' ')

function adviceFor(answer: CosAnswer, actions: readonly Action[]): string {
  const found = ADVICE.find(([pattern]) => pattern.test(inWords(answer)))?.[1]
  return `${found ?? 'see the error codes of COS'} (${actions.join(', ')})`
}
