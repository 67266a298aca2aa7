import { type Callbacks, Listeners } from '../callbacks'
import { outgoingBody, incomingData } from './body'
import { isArrayBuffer } from '../files/descriptor-operations'
import { collected } from './collected'
import { following } from './exchange'
import { cookiesOf, incomingHeaders, outgoingHeaders } from './headers'
import type { Network } from './network'

/** What `wx.request` takes. */
export interface RequestOptions extends Callbacks<RequestResult> {
  url: string
  method?: string
  header?: Readonly<Record<string, unknown>>
  data?: unknown
  dataType?: string
  responseType?: string
  redirect?: string
  /** Milliseconds. */
  timeout?: number
}

/** What its `success` gets, whatever the status. */
export interface RequestResult {
  statusCode: number
  header: Record<string, string>
  cookies: string[]
  data: unknown
}

type HeadersReceived = Omit<RequestResult, 'data'>

/** `wx.request`. */
export function requestFunction(network: Network) {
  const { appId, headerCase, memory, process } = network.environment
  return (options: RequestOptions) => {
    const method = (options.method ?? 'GET').toUpperCase()
    const contentType = contentTypeOf(options.header) ?? 'application/json'
    const { query, bytes, buffer } = outgoingBody(options.data, method, contentType)
    const url = query ? `${options.url}${options.url.includes('?') ? '&' : '?'}${query}` : options.url
    const headers = outgoingHeaders(options.header, { url, method, bytes: bytes.length, appId, contentType })
    const headersReceived = new Listeners<HeadersReceived>()
    const target = { api: 'request', method, url, bytes: bytes.length } as const
    const task = network.start<RequestResult>({
      ...target,
      callbacks: options,
      buffer,
      async send(route, record) {
        const response = await following(route, { method, url, headers, body: bytes }, options.redirect)
        const { status, headers: answered } = response
        const head = { statusCode: status, header: incomingHeaders(answered, headerCase), cookies: cookiesOf(answered) }
        record.statusCode = status
        process.later(() => headersReceived.emit(head))
        const data = incomingData(await collected(response.body), options)
        if (isArrayBuffer(data)) memory.filled(data)
        return { ...head, data }
      },
    })
    return { ...task, onHeadersReceived: headersReceived.on, offHeadersReceived: headersReceived.off }
  }
}

function contentTypeOf(header: RequestOptions['header']): string | undefined {
  const found = Object.entries(header ?? {}).find(([name]) => name.toLowerCase() === 'content-type')
  return found && String(found[1])
}
