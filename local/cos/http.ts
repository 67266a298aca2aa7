import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { endAfterRequest, listen, type Listening, type ListenOptions } from '../http/listen'
import { isLoopback } from '../http/hosts'
import { isCosHost } from './message/host'
import type { RawHandler, RawRequest } from './handler'

/**
 * Serves a handler over HTTP, and changes nothing on the way: the target and the headers are those of the wire. Answers
 * to the names of this machine, and to those of COS.
 */
export function serve(handler: RawHandler, options: ListenOptions): Promise<Listening> {
  const answersTo = (host: string) => isLoopback(host) || isCosHost(host)
  return listen((request, response) => exchange(handler, request, response), { answersTo, ...options })
}

async function exchange(handler: RawHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.sendDate = false
  const answer = await handler(rawRequest(request))
  response.writeHead(answer.status, answer.headers.flat())
  const body = Readable.from(answer.body)
  if (request.complete) return pipeline(body, response)
  response.flushHeaders()
  await pipeline(body, response, { end: false })
  await endAfterRequest(request, response)
}

function rawRequest(request: IncomingMessage): RawRequest {
  const headers: [string, string][] = []
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    headers.push([request.rawHeaders[i] ?? '', request.rawHeaders[i + 1] ?? ''])
  }
  const { remoteAddress } = request.socket
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '',
    headers,
    body: bodyOf(request),
    ...(remoteAddress !== undefined && { remoteAddress }),
  }
}

/** Whoever stops reading the body halfway still has an answer to send on the same connection. */
function bodyOf(request: IncomingMessage): RawRequest['body'] {
  return request.iterator({ destroyOnReturn: false })
}
