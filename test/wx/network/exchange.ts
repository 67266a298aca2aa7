import type { RawRequest, RawResponse } from '../../../local/cos/handler'
import { PlatformError } from '../callbacks'
import { type Fault, faultOf } from '../faults/fault'
import { collected } from './collected'
import { lostConnection } from './failures'
import type { Line } from './line'
import type { Server, ServerOf } from './server'
import { receiving, sending } from './wire'

/** A request as the phone sends it. */
export interface WireRequest {
  method: string
  url: string
  headers: RawRequest['headers']
  body: Uint8Array
}

/** Where and how a request travels. */
export interface Route {
  line: Line
  faults: readonly Fault[]
  serverOf: ServerOf
}

const maximumRedirects = 5

/** One request, and what comes back; the body may still be on its way. Throws what the line was closed with. */
export async function exchange(route: Route, request: WireRequest): Promise<RawResponse> {
  const { line, faults } = route
  const unreachable = faultOf(faults, 'unreachable')
  if (unreachable) throw closing(line, unreachable.reason ?? 'ERR_CONNECTION_REFUSED')
  await line.sleep(faultOf(faults, 'latency')?.milliseconds ?? 0)
  if (faultOf(faults, 'silence')) return line.silence()
  const failure = faultOf(faults, 'fail')
  if (failure) {
    await line.sleep(failure.milliseconds)
    throw new PlatformError(failure.reason, failure.errno)
  }
  const refusal = faultOf(faults, 'refuse')
  const response = refusal ? refusalAsXml(refusal, request.method) : await delivered(route, request)
  if (faultOf(faults, 'loseAnswer')) throw closing(line, 'ERR_EMPTY_RESPONSE')
  line.throwIfClosed()
  return { ...response, body: receiving(line, response.body, faults) }
}

/** As `exchange`, going on where the answer points, unless that is to be `manual`. */
export async function following(route: Route, request: WireRequest, redirect = 'follow'): Promise<RawResponse> {
  let current = request
  for (let hop = 0; hop <= maximumRedirects; hop++) {
    const response = await exchange(route, current)
    const location = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1]
    if (redirect === 'manual' || location === undefined || Math.floor(response.status / 100) !== 3) return response
    current = redirected(current, response.status, location)
  }
  throw closing(route.line, 'ERR_TOO_MANY_REDIRECTS')
}

/** The server's answer; a duplicate is carried out before the one that is answered. */
async function delivered(route: Route, request: WireRequest): Promise<RawResponse> {
  const { host, target } = addressOf(request.url)
  const server = route.serverOf(host)
  if (!server) throw closing(route.line, 'ERR_NAME_NOT_RESOLVED')
  if (faultOf(route.faults, 'duplicate')) {
    const first = await answered(server, route, { ...request, url: target })
    await collected(receiving(route.line, first.body, []))
  }
  return answered(server, route, { ...request, url: target })
}

async function answered(server: Server, { line, faults }: Route, request: WireRequest): Promise<RawResponse> {
  const work = line.clock.begin()
  const { method, url: target, headers } = request
  const body = sending(line, request.body, { faults, work })
  return server({ method, target, headers, body }, line).finally(() => work.end())
}

/** The parts of an address, as they are: only what HTTP cannot carry is encoded, nothing is normalised. */
export function addressOf(url: string): { scheme: string; host: string; target: string } {
  const [, scheme = '', host = '', rest = ''] = /^(https?):\/\/([^/?#]+)([^#]*)/i.exec(url) ?? []
  const target = rest.startsWith('/') ? rest : `/${rest}`
  return { scheme, host, target: target.replace(/[^\x21-\x7e]+/g, encodeURIComponent) }
}

function redirected(request: WireRequest, status: number, location: string): WireRequest {
  const { scheme, host } = addressOf(request.url)
  const url = location.startsWith('/') ? `${scheme}://${host}${location}` : location
  const headers = request.headers.map(([name, value]) => [name, name === 'host' ? addressOf(url).host : value] as const)
  if (status >= 307 || request.method === 'HEAD') return { ...request, url, headers }
  const bodiless = headers.filter(([name]) => name !== 'content-length')
  return { method: 'GET', url, headers: bodiless, body: new Uint8Array() }
}

function refusalAsXml({ status, code, message }: { status: number; code: string; message: string }, method: string) {
  const xml = `<Error><Code>${code}</Code><Message>${message}</Message><RequestId>injected</RequestId></Error>`
  const body = Buffer.from(method === 'HEAD' ? '' : xml)
  return {
    status,
    headers: [
      ['Content-Type', 'application/xml'],
      ['x-cos-request-id', 'injected'],
    ] as const,
    body: (async function* () {
      yield body
    })(),
  }
}

/** Hangs up, and is thrown. */
function closing(line: Line, reason: string) {
  const error = lostConnection(reason)
  line.close(error)
  return error
}
