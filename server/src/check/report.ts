/** How one thing went that was tried. */
export type Outcome = 'ok' | 'fail' | 'note' | 'skip'

/** Takes what was found, and writes a line for each. */
export interface Report {
  /** `todo` is what to do about it. */
  add(outcome: Outcome, what: string, todo?: string): void
  /** Whether anything failed. */
  readonly hasFailed: boolean
}

/** One line each: `ok`, `FAIL`, `note` or `skip`, what it is about, and what to do. */
export function createReport(print: (line: string) => void): Report {
  let hasFailed = false
  return {
    add(outcome, what, todo) {
      if (outcome === 'fail') hasFailed = true
      const word = outcome === 'fail' ? 'FAIL' : outcome
      print(`${word.padEnd(5)} ${what}${todo === undefined ? '' : ` -> ${todo}`}`)
    },
    get hasFailed() {
      return hasFailed
    },
  }
}
