import type { PresignedRequest } from 'cos-miniprogram'

/** What COS answered to a link. */
export interface TriedLink {
  status: number
  headers: { name: string; value: string }[]
  /** Its beginning, where it is text; else how many bytes there are. */
  body: string
  milliseconds: number
}

/** More is no help on a small screen. */
const SHOWN_CHARACTERS = 600

const TEXT = /^(text\/|application\/(xml|json))/

/** Sends the request of a link. A PUT or POST goes with an empty body. */
export function tryLink({ Url, Method, Headers }: PresignedRequest, now: () => number = Date.now): Promise<TriedLink> {
  const start = now()
  return new Promise((resolve, reject) => {
    wx.request({
      url: Url,
      method: Method,
      header: Headers,
      responseType: 'arraybuffer',
      timeout: 15000,
      success: ({ statusCode, header, data }) =>
        resolve({
          status: statusCode,
          headers: headerList(header),
          body: bodyText(data, header),
          milliseconds: now() - start,
        }),
      fail: reject,
    })
  })
}

function headerList(header: object): TriedLink['headers'] {
  return Object.entries(header).map(([name, value]) => ({ name: name.toLowerCase(), value: String(value) }))
}

function bodyText(data: unknown, header: object): string {
  if (!(data instanceof ArrayBuffer)) return typeof data === 'string' ? data.slice(0, SHOWN_CHARACTERS) : ''
  const type = headerList(header).find(({ name }) => name === 'content-type')?.value ?? ''
  if (!TEXT.test(type)) return data.byteLength === 0 ? '' : `[${data.byteLength} B, ${type}]`
  const bytes = Array.from(new Uint8Array(data.slice(0, SHOWN_CHARACTERS)))
  return decodeUtf8(bytes)
}

/** What is cut in the middle of a character is shown as far as it goes. */
function decodeUtf8(bytes: readonly number[]): string {
  const escaped = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
  for (let cut = 0; cut < 4; cut++) {
    try {
      return decodeURIComponent(escaped.slice(0, escaped.length - cut).join(''))
    } catch {
      // One byte less.
    }
  }
  return String.fromCharCode(...bytes)
}
