import type { TransferState } from '../types/transfers'

/**
 * What happens to a task.
 *
 * | event | |
 * |---|---|
 * | `start` | The queue gives it a place: its run begins to send. |
 * | `pause` | The caller pauses it, the app is hidden, or the network is lost. |
 * | `resume` | Nothing holds it any more, and it needs a new run. |
 * | `continue` | Nothing holds it any more, and its run has kept its place: the app was hidden for a moment. |
 * | `succeed` `fail` | Its run has ended. |
 * | `abort` | The caller does not want it any more. |
 */
export type TaskEvent = 'start' | 'pause' | 'resume' | 'continue' | 'succeed' | 'fail' | 'abort'

/**
 * The state after each event that means something in a state; all other events change nothing.
 *
 * | | start | pause | resume | continue | succeed | fail | abort |
 * |---|---|---|---|---|---|---|---|
 * | waiting | running | paused | | | | failed | aborted |
 * | running | | paused | | | done | failed | aborted |
 * | paused | | | waiting | running | done | failed | aborted |
 * | done, failed, aborted | | | | | | | |
 *
 * A paused task may still end: what was in flight when the app was hidden can arrive.
 */
export const TRANSITIONS: Readonly<Record<TransferState, Readonly<Partial<Record<TaskEvent, TransferState>>>>> = {
  waiting: { start: 'running', pause: 'paused', fail: 'failed', abort: 'aborted' },
  running: { pause: 'paused', succeed: 'done', fail: 'failed', abort: 'aborted' },
  paused: { resume: 'waiting', continue: 'running', succeed: 'done', fail: 'failed', abort: 'aborted' },
  done: {},
  failed: {},
  aborted: {},
}

/** Whether a task in this state has ended for good. */
export function isEnd(state: TransferState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0
}
