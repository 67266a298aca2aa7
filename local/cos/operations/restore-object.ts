import { answer } from '../message/answer'
import { readDocument } from '../message/body'
import { authorize, type Operation } from '../call'
import { isArchived, restoreState } from '../catalog/archive'
import { invalidArgument, invalidObjectState, malformedXml, noSuchKey, Rejection } from '../message/rejection'
import { childText, children, readXml } from '../message/xml'

const DAY = 24 * 3600 * 1000
const TIERS = ['Expedited', 'Standard', 'Bulk']

/**
 * POST Object restore: makes an archived object readable for some days. 202 at first, 200 where it is readable already.
 * https://www.tencentcloud.com/document/product/436/12633
 */
export const restoreObject: Operation = async (call, service) => {
  authorize(call, service, 'PostObjectRestore')
  const days = readDays(await readDocument(call))
  const { bucket, key, now } = call
  const readyAt = now + service.restoreTime
  let status = 202
  await service.objects.update(bucket, key, (object) => {
    if (!object) throw noSuchKey()
    if (!isArchived(object)) throw invalidObjectState()
    const state = restoreState(object, now)
    if (state === 'ongoing') throw new Rejection(409, 'RestoreAlreadyInProgress', 'Object restore is in progress.')
    if (state === 'done') status = 200
    const restore = {
      readyAt: object.restore && state === 'done' ? object.restore.readyAt : readyAt,
      expiresAt: now + days * DAY,
    }
    return { ...object, restore }
  })
  return answer(status)
}

function readDays(document: Uint8Array): number {
  const request = readXml(document, 'RestoreRequest')
  const days = Number(childText(request, 'Days').trim())
  if (!Number.isInteger(days) || days < 1 || days > 365) throw invalidArgument('Days must lie between 1 and 365.')
  const [job] = children(request, 'CASJobParameters')
  if (job && !TIERS.includes(childText(job, 'Tier').trim())) throw malformedXml()
  return days
}
