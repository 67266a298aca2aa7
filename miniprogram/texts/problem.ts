import { isCosError } from 'cos-miniprogram'
import { isBackendError } from '../services/backend'
import { wxFailureOf } from '../services/wx-failure'
import { texts } from './texts'
import type { Texts } from './zh'

/** A failure as a person sees it. */
export interface Problem {
  /** What happened, and what to do. */
  text: string
  /** For whoever they ask for help: the error's code, and COS's number of the request where there is one. */
  code: string
  /** What was asked for does not exist: trying again is of no use. */
  gone: boolean
}

/** Puts anything caught into words. */
export function describe(error: unknown, t: Texts = texts()): Problem {
  if (isCosError(error)) {
    // Logging in is part of getting credentials: then the backend's problem is the one to tell.
    if (isBackendError(error.cause)) return describe(error.cause, t)
    const code = [error.code, error.RequestId].filter(Boolean).join(' ')
    return { text: t.errors[error.code], code, gone: error.code === 'NotFound' }
  }
  if (isBackendError(error)) return { text: t.backend[error.problem], code: `Backend: ${error.problem}`, gone: false }
  const failure = wxFailureOf(error)
  return { text: failure ? t.errors[failure] : t.problem.unknown, code: failure ?? '', gone: false }
}

/** Tells of a failure in passing. Says nothing where the person cancelled. */
export function showProblem(error: unknown): void {
  if (wxFailureOf(error) === 'Aborted') return
  void wx.showToast({ icon: 'none', title: describe(error).text, duration: 3000 })
}
