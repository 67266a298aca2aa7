import { createServer } from 'node:net'

/** Where each service listens; 0 takes any port that is free. */
export interface Ports {
  /** The demo in the browser. */
  page: number
  backend: number
  cos: number
  /** The STS for a backend of one's own; none without it. */
  sts?: number
}

/** The four ports from `first` on, or any four free ones for 0. */
export function portsFrom(first: number): Ports {
  if (first === 0) return { page: 0, backend: 0, cos: 0, sts: 0 }
  return { page: first, backend: first + 1, cos: first + 2, sts: first + 3 }
}

/**
 * Makes sure that all of them can be had, before anything else is touched: the data may be another process's.
 * @throws where one is taken, with the port
 */
export async function checkFree(ports: readonly number[], host: string): Promise<void> {
  for (const port of ports) await listenOnce(port, host)
}

function listenOnce(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(reasonOf(error, port), { cause: error })))
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

function reasonOf({ code, message }: NodeJS.ErrnoException, port: number): string {
  if (code === 'EADDRINUSE') return `port ${port} is in use: stop what uses it, or choose other ports with --port`
  if (code === 'EACCES') return `port ${port} is not allowed to this user: choose one above 1023 with --port`
  return message
}
