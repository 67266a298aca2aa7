import { invalidObjectState } from '../message/rejection'

const ARCHIVED = ['ARCHIVE', 'DEEP_ARCHIVE', 'MAZ_ARCHIVE']

/** A copy of an archived object that can be read for some days. Milliseconds since the epoch. */
export interface Restore {
  readyAt: number
  expiresAt: number
}

/** As much of an object as decides whether it can be read. */
interface Archivable {
  storageClass: string
  restore?: Restore
}

/** Whether its content cannot be read before it has been restored. */
export function isArchived({ storageClass }: Archivable): boolean {
  return ARCHIVED.includes(storageClass)
}

/** How far the last restore of an archived object is; `undefined` where there is none, or none any more. */
export function restoreState({ restore }: Archivable, now: number): 'ongoing' | 'done' | undefined {
  if (!restore || now >= restore.expiresAt) return undefined
  return now < restore.readyAt ? 'ongoing' : 'done'
}

/** @throws {Rejection} `InvalidObjectState` where the object is archived, and not restored */
export function checkReadable(object: Archivable, now: number): void {
  if (isArchived(object) && restoreState(object, now) !== 'done') throw invalidObjectState()
}
