import { uploadState, type Upload } from '../services/upload-list'
import type { TransferState } from 'cos-miniprogram'
import { formatBytes, formatDuration } from './format'
import { describe } from './problem'
import { fill, texts } from './texts'
import type { Texts } from './zh'

/** One upload as its row shows it. */
export interface UploadItem {
  id: number
  name: string
  size: string
  /** Path of the picture to show; empty for other files. */
  picture: string
  state: TransferState
  /** There is something to pause. */
  canPause: boolean
  /** Paused by the person; other pauses end by themselves. */
  canResume: boolean
  /** In words: the state, or what went wrong. */
  status: string
  /** For whoever is asked for help with a failure. */
  code: string
  /** Of what COS has confirmed. A single PUT has nothing in between: then it is 0 until the end. */
  percent: number
}

/** Puts an upload into words. */
export function uploadItem(upload: Upload, t: Texts = texts()): UploadItem {
  const { id, file, progress, error } = upload
  const state = uploadState(upload)
  const problem = state === 'failed' ? describe(error, t) : undefined
  const percent = Math.floor(progress.percent * 100)
  return {
    id,
    name: file.name,
    size: formatBytes(file.size),
    picture: file.image ? file.path : '',
    state,
    canPause: state === 'running' || (state === 'waiting' && upload.task !== undefined),
    canResume: state === 'paused' && upload.task?.pauseReason === 'caller',
    status: problem?.text ?? statusOf(upload, state, percent, t),
    code: problem?.code ?? '',
    percent,
  }
}

/** How many uploads are in each phase, for the head of the list. */
export function countUploads(items: readonly { state: TransferState }[]): {
  busy: number
  failed: number
  done: number
} {
  const count = (...states: TransferState[]) => items.filter(({ state }) => states.includes(state)).length
  return { busy: count('waiting', 'running', 'paused'), failed: count('failed', 'aborted'), done: count('done') }
}

/** How much of all that has not ended is there, from 0 to 100. */
export function overallPercent(uploads: readonly Upload[]): number {
  const active = uploads.filter((upload) => ['waiting', 'running', 'paused'].includes(uploadState(upload)))
  const sum = (part: 'loaded' | 'total') => active.reduce((bytes, { progress }) => bytes + progress[part], 0)
  return sum('total') === 0 ? 0 : Math.floor((100 * sum('loaded')) / sum('total'))
}

function statusOf(upload: Upload, state: TransferState, percent: number, t: Texts): string {
  if (state === 'running') return runningStatus(upload, percent, t)
  if (state === 'paused') return `${pausedStatus(upload, t.upload)}${percent > 0 ? ` · ${percent}%` : ''}`
  if (state === 'done') return t.upload.finished
  return state === 'waiting' ? t.upload.waiting : t.errors.Aborted
}

function runningStatus({ again, progress }: Upload, percent: number, t: Texts): string {
  const { loaded, total, speed } = progress
  if (loaded === 0) return again ? t.upload.continuing : t.upload.starting
  const parts = [`${percent}%`]
  if (speed > 0) parts.push(`${formatBytes(speed)}/s`)
  if (speed > 0 && loaded < total) {
    parts.push(fill(t.upload.left, { time: formatDuration((total - loaded) / speed, t) }))
  }
  return parts.join(' · ')
}

function pausedStatus({ task }: Upload, upload: Texts['upload']): string {
  if (task?.pauseReason === 'offline') return upload.pausedOffline
  return task?.pauseReason === 'hidden' ? upload.pausedHidden : upload.pausedByCaller
}
