import type { DiagnosedApp } from '../app'
import { failureText, info, type Finding } from '../finding'
import { albumTypes } from './album-checks'
import { SelfTestContext } from './context'
import { digestSpeed, positionalReads } from './file-checks'
import { concurrency, contentTypes, failures, longRequest } from './network-checks'
import { watchNetwork } from './network-events'
import { speeds } from './speed-checks'

/** In this order: the one that takes a minute comes last. */
const CHECKS: readonly [id: string, check: (context: SelfTestContext) => Promise<Finding[]>][] = [
  ['speed', speeds],
  ['digest', digestSpeed],
  ['far', positionalReads],
  ['types', contentTypes],
  ['failures', failures],
  ['concurrency', concurrency],
  ['album', albumTypes],
  ['long', longRequest],
]

/**
 * Settles on the phone at hand what nobody can know without one. A check that fails does not keep the others; what they
 * made is deleted in the end.
 * @param show - gets each finding as soon as it is there
 */
export async function runSelfTest(app: DiagnosedApp, show: (findings: Finding[]) => void): Promise<void> {
  show([whereFinding()])
  const network = watchNetwork()
  try {
    const [cos, prefix] = await Promise.all([app.client(), app.prefix()])
    await runChecks(new SelfTestContext(cos, prefix), show)
  } catch (error) {
    show([info('self.failed', failureText(error))])
  } finally {
    show([info('self.network', await network.stop())])
  }
}

async function runChecks(context: SelfTestContext, show: (findings: Finding[]) => void): Promise<void> {
  try {
    for (const [id, check] of CHECKS) {
      show(await check(context).catch((error: unknown) => [info(`self.${id}`, failureText(error))]))
    }
  } finally {
    await context.cleanUp()
  }
}

/** A simulator's results say nothing of a phone. */
function whereFinding(): Finding {
  const { platform, system, model } = wx.getDeviceInfo()
  const { SDKVersion, version } = wx.getAppBaseInfo()
  const isSimulated = platform === 'devtools' || model.startsWith('Simulated')
  const value = [model, system, `WeChat ${version}`, SDKVersion].join(' · ')
  return isSimulated ? { id: 'self.where', verdict: 'warning', value, advice: 'simulated' } : info('self.where', value)
}
