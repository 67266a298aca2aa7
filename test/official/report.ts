import { whyIrrelevant } from './relevance'
import type { SuiteName, TestResult } from './suite'

/** What a run of a suite comes to. */
export interface Summary {
  passed: number
  relevant: number
  failed: TestResult[]
  /** By reason: how many tests of which groups are left out. */
  leftOut: ReadonlyMap<string, ReadonlyMap<string, number>>
}

const NOT_RUN = 'the suite itself does not run it'

/** Sorts the tests of a suite into those that count and those that do not. */
export function summarize(suite: SuiteName, results: readonly TestResult[]): Summary {
  const leftOut = new Map<string, Map<string, number>>()
  const relevant: TestResult[] = []
  for (const result of results) {
    const why = whyIrrelevant(suite, result) ?? (result.state === 'not run' ? NOT_RUN : undefined)
    if (why === undefined) {
      relevant.push(result)
      continue
    }
    const groups = leftOut.get(why) ?? new Map<string, number>()
    groups.set(result.group, (groups.get(result.group) ?? 0) + 1)
    leftOut.set(why, groups)
  }
  const failed = relevant.filter(({ state }) => state === 'failed')
  return { passed: relevant.length - failed.length, relevant: relevant.length, failed, leftOut }
}

/** The summary as text. */
export function formatSummary(title: string, { passed, relevant, failed, leftOut }: Summary): string {
  const lines = [`${title}: ${passed} of ${relevant} relevant tests pass`]
  for (const { group, title: test, error = '' } of failed) {
    lines.push(`  failed: ${group} › ${test}`, ...indent(error, 4))
  }
  for (const [why, groups] of leftOut) {
    const names = [...groups].map(([group, count]) => `${group} (${count})`)
    lines.push(`  not relevant: ${why}`, `    ${names.join(', ')}`)
  }
  return `${lines.join('\n')}\n`
}

function indent(text: string, spaces: number): string[] {
  const lines = text.split('\n').slice(0, 8)
  return lines.filter((line) => line.trim() !== '').map((line) => `${' '.repeat(spaces)}${line}`)
}
