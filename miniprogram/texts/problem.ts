import { isCosError, type CosErrorCode } from 'cos-miniprogram'
import { allowAlbum } from '../services/album-permission'
import { isBackendError, type BackendProblem } from '../services/backend'
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
  /** What helps: to try again, to open the settings, or nothing that the person can do here. */
  remedy: 'retry' | 'settings' | 'none'
}

/** Puts anything caught into words. */
export function describe(error: unknown, t: Texts = texts()): Problem {
  if (isCosError(error)) {
    // Logging in is part of getting credentials: then the backend's problem is the one to tell.
    if (isBackendError(error.cause)) return describe(error.cause, t)
    const code = [error.code, error.RequestId].filter(Boolean).join(' ')
    const gone = error.code === 'NotFound'
    return { text: t.errors[error.code], code, gone, remedy: remedyOf(error.code) }
  }
  if (isBackendError(error)) {
    const { problem } = error
    const gone = problem === 'missing'
    return { text: t.backend[problem], code: `Backend: ${problem}`, gone, remedy: remedyOf(problem) }
  }
  const failure = wxFailureOf(error)
  const text = failure ? t.errors[failure] : t.problem.unknown
  return { text, code: failure ?? '', gone: false, remedy: remedyOf(failure) }
}

/**
 * Tells of what the person asked for and did not get: what happened, what to do with a button that does it, and the code.
 * Says nothing where they cancelled.
 * @param again - does it once more
 */
export function showProblem(error: unknown, again?: () => unknown): void {
  const problem = describe(error)
  if (problem.code !== 'Aborted') void offerWayOn(problem, again)
}

async function offerWayOn({ text, code, remedy }: Problem, again?: () => unknown): Promise<void> {
  const { problem, action } = texts()
  const way = remedy === 'settings' ? problem.openSettings : remedy === 'retry' && again ? problem.retry : ''
  const { confirm } = await wx.showModal({
    title: problem.title,
    content: code === '' ? text : `${text}\n${code}`,
    showCancel: way !== '',
    cancelText: action.cancel,
    confirmText: way || action.confirm,
  })
  if (!confirm || way === '') return
  if (remedy === 'retry' || (await allowAlbum())) await again?.()
}

/** What cannot come out another way, however often it is tried. */
const LASTING: ReadonlySet<string> = new Set<CosErrorCode | BackendProblem>([
  'InvalidArgument',
  'CredentialsInvalid',
  'SignatureMismatch',
  'NotFound',
  'AlreadyExists',
  'TooLarge',
  'DomainNotAllowed',
  'PrivacyNotDeclared',
  'Unsupported',
  'missing',
  'unsupported',
  'exists',
])

function remedyOf(reason: string | undefined): Problem['remedy'] {
  if (reason === 'PermissionDenied') return 'settings'
  return reason !== undefined && LASTING.has(reason) ? 'none' : 'retry'
}
