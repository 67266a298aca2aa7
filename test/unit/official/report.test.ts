import { irrelevantGroups } from '../../official/relevance'
import { formatSummary, summarize } from '../../official/report'
import type { TestResult } from '../../official/suite'

const results: TestResult[] = [
  { group: 'putObject()', title: 'stores', state: 'passed' },
  { group: 'getObject()', title: 'reads', state: 'failed', error: 'expected 200' },
  { group: 'BucketCors', title: 'sets', state: 'failed' },
  { group: 'BucketPolicy', title: 'sets', state: 'not run' },
  { group: 'deleteObject', title: 'deletes', state: 'not run' },
]

describe('the summary of an official suite', () => {
  const summary = summarize('web', results)

  it('counts what is about what the local COS serves', () => {
    expect(summary).toMatchObject({ passed: 1, relevant: 2, failed: [{ group: 'getObject()' }] })
  })

  it('names each test that is left out with its reason, whether it has run or not', () => {
    const leftOut = [...summary.leftOut].map(([why, groups]) => [why, [...groups.keys()]])
    expect(leftOut).toEqual([
      [expect.stringContaining('configuration'), ['BucketCors', 'BucketPolicy']],
      ['the suite itself does not run it', ['deleteObject']],
    ])
  })

  it('says what failed, and how', () => {
    const text = formatSummary('a suite', summary)
    expect(text).toContain('a suite: 1 of 2 relevant tests pass')
    expect(text).toMatch(/failed: getObject\(\) › reads\n\s+expected 200/)
  })
})

describe('groups that are left out', () => {
  it('are those of which no test counts', () => {
    const isLeftOut = (name: string) => irrelevantGroups('web').some((group) => group.test(name))
    expect(['BucketCors', 'retry', 'putObject()', 'ObjectAcl'].map(isLeftOut)).toEqual([true, false, false, false])
  })

  it('may be left out of one suite alone', () => {
    const isLeftOut = (suite: 'wx' | 'web') => irrelevantGroups(suite).some((group) => group.test('appendObject'))
    expect([isLeftOut('wx'), isLeftOut('web')]).toEqual([true, false])
  })
})
