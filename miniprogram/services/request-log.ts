/** One request that the SDK has sent. Nothing of it is secret: no query, no headers, no body. */
export interface RequestRecord {
  /** Milliseconds since the epoch. */
  startedAt: number
  milliseconds: number
  method: string
  host: string
  /** Decoded, without the query. */
  path: string
  /** 0 where there was no answer. */
  status: number
  RequestId: string
  /** What the platform said of a failure, without addresses. */
  failure: string
}

const MAX_RECORDS = 20
const records: RequestRecord[] = []

type Platform = Pick<typeof wx, 'request' | 'downloadFile' | 'uploadFile'>
type RequestOptions = WechatMiniprogram.RequestOption & { url: string; method?: string }
type Answer = { statusCode: number; header?: Record<string, unknown> }

/** The last requests, the newest first. */
export function requestLog(): readonly RequestRecord[] {
  return records
}

/**
 * The platform for a client, which notes each request that passes through: `new COS({ wx: recordRequests(wx) })`. All else
 * is the platform's own.
 */
export function recordRequests<P extends Platform>(platform: P, now: () => number = Date.now): P {
  const recorded: object = Object.create(platform)
  for (const api of ['request', 'downloadFile', 'uploadFile'] as const) {
    const call = platform[api] as (options: object) => unknown
    const method = { request: undefined, downloadFile: 'GET', uploadFile: 'POST' }[api]
    // Defined, not assigned: the platform's own functions may be read-only.
    Object.defineProperty(recorded, api, {
      value: (options: RequestOptions) => call.call(platform, recordedOptions(options, method ?? options.method, now)),
    })
  }
  return recorded as P
}

function recordedOptions(options: RequestOptions, method = 'GET', now: () => number): RequestOptions {
  const startedAt = now()
  const note = (end: Pick<RequestRecord, 'status' | 'RequestId' | 'failure'>) => {
    records.unshift({ startedAt, milliseconds: now() - startedAt, method, ...addressOf(options.url), ...end })
    records.splice(MAX_RECORDS)
  }
  return {
    ...options,
    success(answer) {
      const { statusCode, header = {} } = answer as Answer
      note({ status: statusCode, RequestId: requestIdIn(header), failure: '' })
      options.success?.(answer)
    },
    fail(failure) {
      note({ status: 0, RequestId: '', failure: withoutAddresses(failure.errMsg) })
      options.fail?.(failure)
    },
  }
}

function addressOf(url: string): { host: string; path: string } {
  const [, host = '', path = ''] = /^\w+:\/\/([^/?]*)([^?]*)/.exec(url) ?? []
  try {
    return { host, path: decodeURIComponent(path) }
  } catch {
    return { host, path }
  }
}

function requestIdIn(header: Record<string, unknown>): string {
  const name = Object.keys(header).find((key) => /^x-(cos-)?request-id$/i.test(key))
  return name === undefined ? '' : String(header[name])
}

/** WeChat puts the whole URL, with its signature, into some of its messages. */
function withoutAddresses(message: string | undefined): string {
  return (message ?? '').replace(/\w+:\/\/\S+/g, '…')
}
