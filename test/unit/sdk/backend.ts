import { COS, type CommonOptions, type CredentialsSource } from 'cos-miniprogram'
import { createWx, type FaultRule, faultPlan, virtualClock } from '../../wx'
import { type Answer, type Heard, recordingServer } from '../wx/server'
import { Bucket, Region, START } from './example'

type UrlSource = Extract<CredentialsSource, { url: string }>

export interface BackendOptions {
  /** What it answers: an object goes as JSON. `asked` counts the requests from 1. */
  answer: (heard: Heard, asked: number) => object | string
  /** @default 200 */
  status?: (asked: number) => number
  /** Besides `Date` and `Content-Type`, or in their place. */
  headers?: Readonly<Record<string, string>>
  /** More of the source. */
  source?: Partial<UrlSource>
  options?: Partial<CommonOptions>
  /** Milliseconds by which the phone's clock is ahead. @default 0 */
  ahead?: number
  faults?: readonly FaultRule[]
}

/** The time of a test as an HTTP server tells it. */
export const httpDate = (milliseconds: number) => new Date(milliseconds).toUTCString()

/** A client that asks a backend over HTTP, by the `wx` for Node. The backend's clock is right, and says so. */
export function setUpBackend({ answer, status, headers, source, options, ahead = 0, faults = [] }: BackendOptions) {
  const clock = virtualClock({ start: START })
  const { heard, handler } = recordingServer((request): Answer => {
    const body = answer(request, heard.length)
    return {
      status: status?.(heard.length) ?? 200,
      headers: Object.entries({ Date: httpDate(clock.now()), 'Content-Type': 'application/json', ...headers }),
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }
  })
  const wx = createWx({ clock, handler, faults: faultPlan(...faults) })
  const cos = new COS({
    Bucket,
    Region,
    credentials: { url: 'https://backend.example.com/cos/credentials', ...source },
    wx,
    now: () => clock.now() + ahead,
    timers: wx.phone.timers,
    random: () => 0.5,
    ...options,
  })
  return { cos, clock, heard, wx }
}
