import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app'
import type { AppOptions } from './app'
import { watchConnections } from './connections'
import { closeServer } from './stop'

/** How long a caller may take, and how long a stop may. Milliseconds. */
export interface Timeouts {
  /** For the headers of a request. @default 10000 */
  headers?: number
  /** For a whole request. @default 15000 */
  request?: number
  /** For requests under way when the server is told to stop. @default 7000 */
  stop?: number
}

/** A server that is listening. */
export interface RunningServer {
  url: string
  port: number
  /** Takes no more requests, lets those under way end, then resolves. */
  stop(): Promise<void>
}

/**
 * Serves the app on `settings.host` and `settings.port` (0: any free one).
 * @throws where the port is taken, or the host is none of this machine
 */
export async function start(options: AppOptions & { timeouts?: Timeouts }): Promise<RunningServer> {
  const { settings, timeouts = {} } = options
  const { headers = 10_000, request = 15_000, stop = 7000 } = timeouts
  const draining = new AbortController()
  const shutdown = new AbortController()
  const app = createApp({ ...options, draining: draining.signal, shutdown: shutdown.signal })
  const server = createServer({
    headersTimeout: headers,
    requestTimeout: request,
    keepAliveTimeout: settings.keepAliveSeconds * 1000,
    connectionsCheckingInterval: Math.min(1000, headers),
  })
  const connections = watchConnections(server, getRequestListener(app.fetch))
  const port = await listen(server, settings.port, settings.host)

  const end = async () => {
    draining.abort()
    connections.announceEnd()
    await sleep(settings.drainSeconds * 1000)
    await closeServer(server, connections, { graceMs: stop, giveUp: () => shutdown.abort() })
  }
  let ended: Promise<void> | undefined
  return { url: `http://${reachable(settings.host)}:${port}`, port, stop: () => (ended ??= end()) }
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} is in use`, { cause: error })
    case 'EACCES':
      return new Error(`Port ${port} is not for this process to listen on`, { cause: error })
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`HOST must be an address of this machine: ${error.code}`, { cause: error })
    default:
      return error
  }
}

/** Where a server can be called that listens on this. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
