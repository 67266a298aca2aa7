import { createCos, createSts, memoryStorage } from '../../../local/cos'
import { createWx, type Server as Answering, virtualClock } from '../../wx'
import { START } from '../../unit/sdk/example'
import { outcome } from '../../unit/wx/outcome'
import { respond } from '../../unit/wx/server'
import { Bucket, key, Region, Server } from '../transfer/server'

const host = `${Bucket}.cos.${Region}.myqcloud.com`
const mayAll = {
  version: '2.0',
  statement: [{ effect: 'allow', action: ['name/cos:*'], resource: [`qcs::cos:${Region}:uid/1250000000:${Bucket}/*`] }],
}

/**
 * What the official samples take for granted: a global `wx`, the phone's own clock, a bucket, and a backend at
 * `example.com` that answers like Tencent's sample in PHP.
 */
export function setUpOfficial({ strict = true } = {}) {
  const clock = virtualClock({ start: START })
  jest.spyOn(Date, 'now').mockImplementation(() => clock.now())
  jest.spyOn(console, 'warn').mockImplementation()
  const sts = createSts({ master: 'an example', now: clock.now })
  const cos = createCos({ storage: memoryStorage(), Bucket, Region, keys: [key], sts, strict, now: clock.now })
  const backend: Answering = async () => {
    const issued = await sts.issue({ policy: mayAll, durationSeconds: 3600 })
    return respond({ headers: [['Content-Type', 'application/json']], body: JSON.stringify(issued) })
  }
  const wx = createWx({ clock, handler: (name) => (name === 'example.com' ? backend : cos) })
  Object.assign(globalThis, { wx })

  /** Status and text of a GET. */
  const get = async (url: string, header: Record<string, string> = {}) => {
    const ended = await clock.run(outcome(wx.request, { url, header, dataType: 'text' }))
    return 'success' in ended ? { status: ended.success.statusCode, body: ended.success.data } : { status: 0, body: '' }
  }
  return { clock, wx, key, host, get, server: new Server(cos, clock.now) }
}

afterEach(() => {
  jest.restoreAllMocks()
  Reflect.deleteProperty(globalThis, 'wx')
})
