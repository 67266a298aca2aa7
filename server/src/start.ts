import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app'
import type { AppOptions } from './app'

/** How long a caller may take, and how long a stop may. Milliseconds. */
export interface Timeouts {
  /** For the headers of a request. @default 10000 */
  headers?: number
  /** For a whole request. @default 15000 */
  request?: number
  /** For requests under way when the server is told to stop. @default 10000 */
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
 * @throws where the port is taken
 */
export async function start(options: AppOptions & { timeouts?: Timeouts }): Promise<RunningServer> {
  const { settings, timeouts = {} } = options
  const { headers = 10_000, request = 15_000, stop = 10_000 } = timeouts
  const server = createServer(
    { headersTimeout: headers, requestTimeout: request, connectionsCheckingInterval: Math.min(1000, headers) },
    getRequestListener(createApp(options).fetch),
  )
  const port = await listen(server, settings.port, settings.host)
  const host = settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host
  return { url: `http://${host}:${port}`, port, stop: () => close(server, stop) }
}

async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is in use`, { cause: error }) : error),
    )
    server.listen(port, host, resolve)
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

async function close(server: Server, graceMilliseconds: number): Promise<void> {
  const deadline = setTimeout(() => server.closeAllConnections(), graceMilliseconds)
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
  clearTimeout(deadline)
}
