import { CosError } from 'cos-miniprogram'
import { Batch } from './batch'
import { deletePhoto } from './photos'
import { movePhoto } from './folders'
import { saveToPhone } from './save'

/** What can be done with many photos at once. */
export type Action = { kind: 'save' } | { kind: 'remove' } | { kind: 'move'; prefix: string }

/** How far many are; `part` of the one that is being saved, from 0 to 1. */
export interface ActionProgress {
  done: number
  part: number
}

/** One of many, by its key: an action on all of them that keeps each one's failure apart. */
export function photoBatch(action: Action, onProgress: (progress: ActionProgress) => void): Batch<string> {
  let done = 0
  const ended = (result: { done: string[]; failed: unknown[] }) => {
    done = result.done.length + result.failed.length
    onProgress({ done, part: 0 })
  }
  if (action.kind === 'remove') return new Batch(deletePhoto, ended)
  if (action.kind === 'move') return new Batch((key) => movePhoto(key, action.prefix), ended)
  // Files come one after the other, each as fast as the line is; and a question is asked once at a time.
  return new Batch(
    albumSaver((part) => onProgress({ done, part })),
    ended,
    1,
  )
}

/** Saves one after the other. Where that is refused nobody is asked about each, and no other is downloaded in vain. */
function albumSaver(onPart: (part: number) => void): (key: string) => Promise<void> {
  let isDenied = false
  const deny = () => {
    isDenied = true
    return false
  }
  return async (key) => {
    if (isDenied || !(await saveToPhone(key, ({ percent }) => onPart(percent), deny))) throw declined()
  }
}

/** The person would not let the app write to the album. */
function declined(): CosError {
  return new CosError('PermissionDenied', 'The person declined the permission to write to the album')
}
