import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundle } from './bundle'
import { runNode } from './child'
import type { RunSuite, TestResult } from './suite'

/** `test/test.js` of cos-js-sdk-v5, in jsdom, with the jest that lies beside it. */
export const runWebSuite: RunSuite = async (folder, { scratch, cosPort, keysUrl, ...config }) => {
  const [mapHosts, transform] = await Promise.all([bundle('map-hosts', scratch), bundle('web-transform', scratch)])
  const report = join(scratch, 'web.json')
  const jest = { rootDir: folder, testMatch: ['<rootDir>/test/test.js'], transform: { '\\.js$': transform } }
  const flags = ['--runInBand', '--forceExit', '--coverage=false', '--json', `--outputFile=${report}`]
  await runNode({
    args: ['--require', mapHosts, 'node_modules/jest/bin/jest.js', '--config', JSON.stringify(jest), ...flags],
    cwd: folder,
    env: {
      ...config,
      Uin: '100000000001',
      ReplicationBucket: `other-${config.Bucket.slice(config.Bucket.lastIndexOf('-') + 1)}`,
      ReplicationRegion: 'ap-beijing',
      jssdkStsUrl: keysUrl,
      SWC_FROM: __filename,
      LOCAL_COS_PORT: `${cosPort}`,
    },
    log: join(scratch, 'web.log'),
  })
  return resultsOf(JSON.parse(await readFile(report, 'utf8')) as JestReport)
}

interface JestReport {
  testResults: {
    message: string
    assertionResults: { ancestorTitles: string[]; title: string; status: string; failureMessages: string[] }[]
  }[]
}

const STATES: Readonly<Record<string, TestResult['state']>> = { passed: 'passed', failed: 'failed' }

function resultsOf({ testResults }: JestReport): TestResult[] {
  return testResults.flatMap(({ assertionResults, message }) => {
    if (assertionResults.length === 0) throw new Error(`The web suite does not load: ${message}`)
    return assertionResults.map(({ ancestorTitles, title, status, failureMessages }) => ({
      group: ancestorTitles.join(' '),
      title,
      state: STATES[status] ?? 'not run',
      ...(failureMessages.length > 0 ? { error: failureMessages.join('\n') } : {}),
    }))
  })
}
