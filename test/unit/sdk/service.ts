import { COS, type CommonOptions } from 'cos-miniprogram'
import { createWx, type FaultRule, faultPlan, type Server, virtualClock } from '../../wx'
import { httpDate } from './backend'
import { Bucket, Region, START, temporary } from './example'
import { setUp, type SetUpOptions } from './set-up'
import { type Answer, type Heard, recordingServer } from '../wx/server'

/** COS's error document. */
export const errorXml = (Code: string, Message = 'said COS', more = '') =>
  `<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n\t<Code>${Code}</Code>\n\t<Message>${Message}</Message>\n` +
  `\t<Resource>photos.example/a</Resource>\n\t<RequestId>NjNkMmRhM2FfMWFiZGQzMGJfMjI4ZGVfNGYxMDQ=</RequestId>\n${more}</Error>`

export interface ServiceOptions extends SetUpOptions {
  /** What COS answers; every request the same, or by turns. */
  cos: Answer | ((heard: Heard, count: number) => Answer)
  faults?: readonly FaultRule[]
}

/** A client in front of a COS that says what the test wants. COS's clock is right, and says so. */
export function setUpService({ cos: answer, faults = [], ...options }: ServiceOptions) {
  const clock = virtualClock({ start: START })
  const { heard, handler } = recordingServer((request): Answer => {
    const { headers = [], ...rest } = typeof answer === 'function' ? answer(request, heard.length) : answer
    return { ...rest, headers: [['Date', httpDate(clock.now())], ...headers] }
  })
  const wx = createWx({ clock, handler, faults: faultPlan(...faults) })
  const { ahead = 0 } = options
  const client = setUp({ ...options, wx, now: () => clock.now() + ahead, timers: wx.phone.timers })
  return { ...client, clock, heard, wx }
}

/** A client whose platform fails each request like this. */
export function setUpFailing(failure: unknown, options: Partial<CommonOptions> = {}): COS {
  const wx = createWx({ clock: virtualClock(), handler: (): Server | undefined => undefined })
  const request = (options: { fail?(error: unknown): void }) => {
    void Promise.resolve().then(() => options.fail?.(failure))
    return { abort() {} }
  }
  const credentials = { getCredentials: async () => temporary() }
  return new COS({ Bucket, Region, credentials, now: () => START, wx: { ...wx, request }, ...options })
}
