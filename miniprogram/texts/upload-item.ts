import { uploadState, type Upload } from '../services/upload-list'
import type { TransferProgress, TransferState } from 'cos-miniprogram'
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
  /** Of the object that is there; empty until it is. */
  key: string
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
    key: state === 'done' ? (upload.key ?? '') : '',
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

/** Of all that has not ended, together: how much is there, from 0 to 100, how fast it goes, and how long it takes. */
export function overallProgress(uploads: readonly Upload[], t: Texts = texts()): { percent: number; pace: string } {
  const active = uploads.filter((upload) => ['waiting', 'running', 'paused'].includes(uploadState(upload)))
  const sum = (part: 'loaded' | 'total') => active.reduce((bytes, { progress }) => bytes + progress[part], 0)
  const [loaded, total] = [sum('loaded'), sum('total')]
  const running = active.filter((upload) => uploadState(upload) === 'running')
  const speed = running.reduce((bytes, { progress }) => bytes + progress.speed, 0)
  const pace = speed > 0 ? paceOf({ loaded, total, speed }, t) : []
  return { percent: total === 0 ? 0 : Math.floor((100 * loaded) / total), pace: pace.join(' · ') }
}

function statusOf(upload: Upload, state: TransferState, percent: number, t: Texts): string {
  if (state === 'running') return runningStatus(upload, percent, t)
  if (state === 'paused') return `${pausedStatus(upload, t.upload)}${percent > 0 ? ` · ${percent}%` : ''}`
  if (state === 'done') return t.upload.finished
  return state === 'waiting' ? t.upload.waiting : t.errors.Aborted
}

function runningStatus({ again, progress }: Upload, percent: number, t: Texts): string {
  if (progress.loaded === 0) return again ? t.upload.continuing : t.upload.starting
  return [`${percent}%`, ...(progress.speed > 0 ? paceOf(progress, t) : [])].join(' · ')
}

/** The speed, and the time that is left at it. */
function paceOf({ loaded, total, speed }: Omit<TransferProgress, 'percent'>, t: Texts): string[] {
  const pace = `${formatBytes(speed)}/s`
  if (loaded >= total) return [pace]
  return [pace, fill(t.upload.left, { time: formatDuration((total - loaded) / speed, t) })]
}

function pausedStatus({ task }: Upload, upload: Texts['upload']): string {
  if (task?.pauseReason === 'offline') return upload.pausedOffline
  return task?.pauseReason === 'hidden' ? upload.pausedHidden : upload.pausedByCaller
}
