/** How a request ended. */
export interface RequestEnd {
  /** 0 where there was no answer. */
  status: number
  /** WeChat's own words and number of a failure, without addresses; empty for an answer. */
  failure: string
  milliseconds: number
}

type Options = Pick<WechatMiniprogram.RequestOption, 'url' | 'method' | 'header' | 'data' | 'timeout'>

/** A request under way. */
export interface RunningRequest {
  end: Promise<RequestEnd>
  /** Resolves when the headers of the answer have come; never where none do. */
  headers: Promise<void>
  abort(): void
}

/** Sends a request, and tells how it ended: nothing is thrown. */
export function startRequest(options: Options, now: () => number = Date.now): RunningRequest {
  const startedAt = now()
  let onHeaders = () => {}
  const headers = new Promise<void>((resolve) => (onHeaders = resolve))
  let task: WechatMiniprogram.RequestTask | undefined
  const end = new Promise<RequestEnd>((resolve) => {
    task = wx.request({
      ...options,
      responseType: 'arraybuffer',
      success: ({ statusCode }) => resolve({ status: statusCode, failure: '', milliseconds: now() - startedAt }),
      fail: (failure) => resolve({ status: 0, failure: wordsOf(failure), milliseconds: now() - startedAt }),
    })
  })
  task?.onHeadersReceived(() => onHeaders())
  return { end, headers, abort: () => task?.abort() }
}

/** `request:fail timeout · errno 5`. WeChat puts the whole URL into some of its messages. */
export function wordsOf(failure: unknown): string {
  const { errMsg, errno } = Object(failure) as { errMsg?: unknown; errno?: unknown }
  const words = typeof errMsg === 'string' ? errMsg.replace(/\w+:\/\/\S+/g, '…') : 'no words'
  return `${words} · errno ${typeof errno === 'number' ? errno : '—'}`
}

/** `undefined` where it takes longer. */
export function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), milliseconds)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
