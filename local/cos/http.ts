import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RawHandler, RawRequest } from './handler'

/** Where to listen, and how long to wait for a slow client. */
export interface ServeOptions {
  /** 0 takes any that is free. */
  port: number
  /** @default '127.0.0.1' */
  host?: string
  /** Milliseconds until the headers of a request must have come. @default 10000 */
  headersTimeout?: number
  /** Milliseconds that a connection may be silent. @default 60000 */
  idleTimeout?: number
}

/** A handler that is being served. */
export interface Served {
  port: number
  /** Such as `http://127.0.0.1:5182`. */
  url: string
  /** Ends at once, also what is under way. */
  close(): Promise<void>
}

/** Serves a handler over HTTP, and changes nothing on the way: the target and the headers are those of the wire. */
export async function serve(handler: RawHandler, options: ServeOptions): Promise<Served> {
  const { port, host = '127.0.0.1', headersTimeout = 10_000, idleTimeout = 60_000 } = options
  const server = createServer(
    // A signed URL with a token and a long policy is larger than Node's 16 KiB.
    { maxHeaderSize: 64 * 1024, headersTimeout, requestTimeout: 0, connectionsCheckingInterval: headersTimeout / 2 },
    (request, response) => void exchange(handler, request, response),
  )
  server.setTimeout(idleTimeout)
  const address = await listen(server, port, host)
  return {
    port: address.port,
    url: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const isTaken = 'code' in error && error.code === 'EADDRINUSE'
      reject(isTaken ? new Error(`Port ${port} is in use on ${host}. Choose another one.`, { cause: error }) : error)
    })
    server.listen(port, host, () => {
      const address = server.address()
      if (typeof address === 'object' && address) resolve(address)
      else reject(new Error('The server listens on no port.'))
    })
  })
}

async function exchange(handler: RawHandler, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.sendDate = false
  try {
    const answer = await handler(rawRequest(request))
    response.writeHead(answer.status, answer.headers.flat())
    await pipeline(Readable.from(answer.body), response)
  } catch {
    // Nothing sensible can be sent any more; a connection that breaks is what tells the client.
    response.destroy()
  }
  // What is left of a body that nobody wanted is read and dropped: to hang up could lose the answer.
  request.resume()
}

function rawRequest(request: IncomingMessage): RawRequest {
  const headers: [string, string][] = []
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    headers.push([request.rawHeaders[i] ?? '', request.rawHeaders[i + 1] ?? ''])
  }
  return { method: request.method ?? 'GET', target: request.url ?? '', headers, body: bodyOf(request) }
}

/** Whoever stops reading the body halfway still has an answer to send on the same connection. */
function bodyOf(request: IncomingMessage): RawRequest['body'] {
  return request.iterator({ destroyOnReturn: false })
}
