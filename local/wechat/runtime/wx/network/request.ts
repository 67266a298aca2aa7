import { uplink } from '../../simulation/line'
import { receive } from './body'
import { requestHeaders, type TransferContext, type TransferOptions } from './task'

/** The options of `wx.request` that the host knows. */
export interface RequestOptions extends TransferOptions {
  method?: string
  data?: unknown
  dataType?: string
  responseType?: 'text' | 'arraybuffer'
}

/** `wx.request`: any HTTP status is a success. */
export async function request(options: RequestOptions, context: TransferContext): Promise<object> {
  const method = (options.method ?? 'GET').toUpperCase()
  const headers = { 'content-type': 'application/json', ...requestHeaders(options.header) }
  const readOnly = method === 'GET' || method === 'HEAD'
  const body = readOnly ? undefined : bodyOf(options.data, headers['content-type'])
  await uplink.pass(body === undefined ? 0 : new Blob([body]).size, context.signal)
  const response = await fetch(readOnly ? withQuery(options.url, options.data) : options.url, {
    method,
    headers,
    signal: context.signal,
    credentials: 'omit',
    cache: 'no-store',
    ...(body === undefined ? {} : { body }),
  })
  const header = Object.fromEntries(response.headers)
  context.headersReceived(header, response.status)
  const data = await dataOf(await receive(response, context.signal), options)
  return { data, statusCode: response.status, header, cookies: [] }
}

async function dataOf(received: Blob, { responseType, dataType = 'json' }: RequestOptions): Promise<unknown> {
  if (responseType === 'arraybuffer') return received.arrayBuffer()
  const text = await received.text()
  return dataType === 'json' ? parsed(text) : text
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function withQuery(url: string, data: unknown): string {
  if (typeof data !== 'object' || data === null) return url
  return `${url}${url.includes('?') ? '&' : '?'}${formOf(data)}`
}

function bodyOf(data: unknown, contentType: string): string | ArrayBuffer | undefined {
  if (data === undefined || data === null) return undefined
  if (typeof data === 'string' || data instanceof ArrayBuffer) return data
  return contentType.includes('x-www-form-urlencoded') ? formOf(data) : JSON.stringify(data)
}

function formOf(data: object): string {
  return Object.entries(data)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
    .join('&')
}
