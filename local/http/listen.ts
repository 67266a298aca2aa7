import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { finished } from 'node:stream/promises'
import type { Certificate } from './certificate'
import { isLoopback } from './hosts'

/** Where to listen, and how long to wait for a slow client. */
export interface ListenOptions {
  /** 0 takes any that is free. */
  port: number
  /** @default '127.0.0.1' */
  host?: string
  /** Milliseconds until the headers of a request must have come. @default 10000 */
  headersTimeout?: number
  /** Milliseconds that a connection may be silent. @default 60000 */
  idleTimeout?: number
  /** Which `Host` headers are answered. @default the names of this machine */
  answersTo?: (host: string) => boolean
  /** Speaks https with it. @default http */
  certificate?: Certificate
}

/** A server that is listening. */
export interface Listening {
  port: number
  /** Such as `http://127.0.0.1:5182`. */
  url: string
  /** Ends at once, also what is under way. */
  close(): Promise<void>
}

/** Answers one request. Where it fails, the connection breaks: that tells the client that there is no (more) answer. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** Listens on loopback. Whatever goes wrong with a request ends that request alone, never the process. */
export async function listen(listener: Listener, options: ListenOptions): Promise<Listening> {
  const { port, host = '127.0.0.1', headersTimeout = 10_000, idleTimeout = 60_000, answersTo = isLoopback } = options
  const { certificate } = options
  // A signed URL with a token and a long policy is larger than Node's 16 KiB.
  const limits = { maxHeaderSize: 64 * 1024, headersTimeout, requestTimeout: 0 }
  const settings = { ...limits, connectionsCheckingInterval: headersTimeout / 2, ...certificate }
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const isMine = answersTo(request.headers.host ?? '')
    void settle(isMine ? listener : refuseHost, request, response)
  }
  const server = certificate ? createSecureServer(settings, answer) : createServer(settings, answer)
  server.setTimeout(idleTimeout)
  const address = await bind(server, port, host)
  return {
    port: address.port,
    url: `${certificate ? 'https' : 'http'}://${host}:${address.port}`,
    close: () => close(server),
  }
}

async function settle(listener: Listener, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.on('error', () => undefined)
  try {
    await listener(request, response)
  } catch {
    response.destroy()
  }
  // What is left of a body that nobody wanted is read and dropped, so that the next request can follow.
  request.resume()
}

function refuseHost(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = 'The Host header must be 127.0.0.1, [::1] or localhost: this is a service of this machine alone.\n'
  response.writeHead(421, { 'content-type': 'text/plain', 'content-length': text.length })
  response.write(text)
  return endAfterRequest(request, response)
}

/**
 * Ends a response that has been written once all of its request has come. A client that is still sending would find
 * its connection closed before it has read the answer.
 */
export async function endAfterRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.resume()
  await finished(request, { writable: false })
  response.end()
}

function bind(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    // It stays: a server without a listener for errors ends the process when no descriptor is left for a connection.
    server.on('error', (error) => {
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

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
