import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runNode } from './child'
import { readResults } from './node-suite'
import type { RunSuite } from './suite'

/** `demo/test.js` of cos-wx-sdk-v5, which is run by hand in WeChat otherwise, with the `wx` of the tests here. */
export const runWxSuite: RunSuite = async (folder, { scratch, cosPort, keysUrl, Bucket, Region }) => {
  const report = join(scratch, 'wx.jsonl')
  await writeFile(report, '')
  const config = { folder, report, cosPort, stsUrl: `${keysUrl}/sts`, Bucket, Region }
  await runNode({
    args: ['--import', 'tsx', join(__dirname, 'wx-process.ts'), JSON.stringify(config)],
    cwd: join(__dirname, '../..'),
    env: {},
    log: join(scratch, 'wx.log'),
  })
  return readResults(report)
}
