import type { TransferState } from 'cos-miniprogram'
import { isEnd, type TaskEvent, TRANSITIONS } from '../../../sdk/src/transfer/task-state'

const events: readonly TaskEvent[] = ['start', 'pause', 'resume', 'continue', 'succeed', 'fail', 'abort']

/** As in the comment at `TRANSITIONS`; a dot: the event changes nothing. */
const table = `
  waiting  running  paused  .        .        .     failed  aborted
  running  .        paused  .        .        done  failed  aborted
  paused   .        .       waiting  running  done  failed  aborted
  done     .        .       .        .        .     .       .
  failed   .        .       .        .        .     .       .
  aborted  .        .       .        .        .     .       .
`
const rows = table
  .trim()
  .split('\n')
  .map((row) => row.trim().split(/ +/))

describe('the state of a task', () => {
  it.each(rows)('%s becomes, at each of the events: %s, %s, %s, %s, %s, %s, %s', (state, ...expected) => {
    const next = events.map((event) => TRANSITIONS[state as TransferState][event] ?? '.')
    expect(next).toEqual(expected)
  })

  it('is for good once it is done, failed or aborted', () => {
    const states = rows.map(([state]) => state as TransferState)
    expect(states.filter(isEnd)).toEqual(['done', 'failed', 'aborted'])
  })
})
