import { grantFor, prefixOf } from '../access/grant'
import { policyFor } from '../access/policy'
import type { CommandTools } from '../commands/user'
import type { Code2Session } from '../login/code2session'
import { checkBucket } from './bucket'
import { createReport } from './report'
import { checkSts } from './sts'
import { checkWeChat } from './wechat'

/**
 * Tries everything that the backend needs on the real services, and prints a line for each thing: whether it works, and
 * if not, what to do. Without `code2Session` nobody logs in by a code. Answers the exit code.
 */
export async function runCheck(tools: CommandTools, code2Session: Code2Session | undefined): Promise<number> {
  const { settings, print } = tools
  const report = createReport(print)
  if (code2Session !== undefined) await checkWeChat(code2Session, report)
  else report.add('note', 'Cloud Run vouches for users', 'see that the public address of the service does not answer')
  const { Bucket, Region } = settings.bucket
  const Prefix = prefixOf('0'.repeat(32), settings)
  const asked = { Bucket, Region, Key: '', Prefix, Actions: ['name/cos:GetBucket'] }
  const policy = policyFor(grantFor('0'.repeat(32), asked, settings), settings)
  if ((await checkSts(tools, policy, report)) === undefined)
    report.add('skip', 'the bucket: STS has to issue credentials first')
  else await checkBucket(tools, report)
  return report.hasFailed ? 1 : 0
}
