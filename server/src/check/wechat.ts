import { randomUUID } from 'node:crypto'
import { Refusal } from '../http/refusal'
import type { Code2Session } from '../login/code2session'
import type { Report } from './report'

/** What to do about an answer of WeChat to a code that cannot be right. */
const ADVICE: Readonly<Record<string, string>> = {
  40013: 'WECHAT_APPID is wrong: copy it from the WeChat console',
  40125: 'WECHAT_SECRET is wrong, or was reset: copy it from the WeChat console',
  40164: 'the address of this machine is not on the list of the WeChat console (IP whitelist): add it',
  41002: 'WECHAT_APPID is missing',
  41004: 'WECHAT_SECRET is missing',
  50002: 'the mini program is restricted: see the WeChat console',
  '-1': 'WeChat is busy: try again',
}

/** Asks WeChat about a code that it never gave: all that may be wrong with it is the code. */
export async function checkWeChat(code2Session: Code2Session, report: Report): Promise<void> {
  try {
    await code2Session(`check-${randomUUID()}`)
    report.add('fail', 'WECHAT_API takes a code that nobody gave', 'it is a stand-in: leave WECHAT_API out')
  } catch (error) {
    const upstreamCode = error instanceof Refusal ? error.details.upstreamCode : undefined
    if (upstreamCode === '40029') return report.add('ok', 'WeChat knows WECHAT_APPID and WECHAT_SECRET')
    const todo = ADVICE[upstreamCode ?? ''] ?? 'WECHAT_API cannot be reached from here: see DNS, firewall and proxy'
    report.add('fail', `WeChat does not take the AppID and its secret: ${upstreamCode ?? 'Unknown'}`, todo)
  }
}
