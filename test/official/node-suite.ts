import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundle } from './bundle'
import { runNode } from './child'
import type { RunSuite, TestResult } from './suite'

/** `test/test.js` of cos-nodejs-sdk-v5, with the mocha that lies beside it. */
export const runNodeSuite: RunSuite = async (folder, { scratch, cosPort, keysUrl, ...config }) => {
  const [mapHosts, reporter] = await Promise.all([bundle('map-hosts', scratch), bundle('mocha-reporter', scratch)])
  const report = join(scratch, 'node.jsonl')
  await writeFile(report, '')
  await runNode({
    args: ['--require', mapHosts, 'node_modules/mocha/bin/_mocha', '--exit', '--reporter', reporter, 'test/test.js'],
    cwd: folder,
    env: { ...config, Uin: '100000000001', nodejssdkStsUrl: keysUrl, LOCAL_COS_PORT: `${cosPort}`, REPORT: report },
    log: join(scratch, 'node.log'),
  })
  return readResults(report)
}

/** Reads what the reporter has written. */
export async function readResults(file: string): Promise<TestResult[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line) as TestResult)
}
