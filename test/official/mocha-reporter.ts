/** A reporter for the mocha of the Node suite: a line of JSON for each test, into the file that `REPORT` names. */
import { appendFileSync } from 'node:fs'
import type { TestResult } from './suite'

interface Test {
  title: string
  parent?: { fullTitle(): string }
}
interface Runner {
  on(event: 'pass' | 'fail' | 'pending', listener: (test: Test, error?: unknown) => void): void
}

class Reporter {
  constructor(runner: Runner) {
    runner.on('pass', (test) => tell(test, { state: 'passed' }))
    runner.on('pending', (test) => tell(test, { state: 'not run' }))
    runner.on('fail', (test, error) => tell(test, { state: 'failed', error: textOf(error) }))
  }
}

function tell({ title, parent }: Test, outcome: Pick<TestResult, 'state' | 'error'>): void {
  const result: TestResult = { group: parent?.fullTitle() ?? '', title, ...outcome }
  appendFileSync(process.env.REPORT ?? '', `${JSON.stringify(result)}\n`)
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

module.exports = Reporter
