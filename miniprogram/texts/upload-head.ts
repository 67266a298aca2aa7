import type { Upload } from '../services/upload-list'
import { fill, texts } from './texts'
import { countUploads, overallProgress, type UploadItem } from './upload-item'

/** What stands over the list of uploads. */
export interface UploadHead {
  /** Such as `2 in progress · 1 failed`. */
  summary: string
  /** Of all that is under way, together. */
  percent: number
  /** Such as `1.2 MB/s · 3 min left`. */
  pace: string
  canPauseAny: boolean
  canResumeAny: boolean
  anyActive: boolean
  anyFailed: boolean
  anyDone: boolean
}

/** Puts all uploads together into words. */
export function uploadHead(list: readonly Upload[], items: readonly UploadItem[], t = texts()): UploadHead {
  const count = countUploads(items)
  const phases = (['busy', 'failed', 'done'] as const).filter((phase) => count[phase] > 0)
  return {
    summary: phases.map((phase) => fill(t.upload[phase], { count: count[phase] })).join(' · '),
    ...overallProgress(list, t),
    canPauseAny: items.some(({ canPause }) => canPause),
    canResumeAny: items.some(({ canResume }) => canResume),
    anyActive: count.busy > 1,
    anyFailed: count.failed > 0,
    anyDone: count.done > 0,
  }
}
