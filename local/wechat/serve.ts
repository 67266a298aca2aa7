import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import path from 'node:path'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** What `serveHost` serves, and where. */
export interface ServeOptions {
  /** The folder that `buildHost` wrote. */
  folder: string
  /** 0 takes any free port. */
  port: number
}

/** A served host; `close` frees the port. */
export interface RunningHost {
  url: string
  port: number
  close(): Promise<void>
}

/** Serves a built host on loopback. Rejects with a message that names the port where it is taken. */
export async function serveHost({ folder, port }: ServeOptions): Promise<RunningHost> {
  const root = path.resolve(folder)
  const server = createServer((request, response) => void answer(root, request, response))
  const taken = await listen(server, port)
  return { url: `http://127.0.0.1:${taken}/`, port: taken, close: () => close(server) }
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file = await fileOf(root, request.url ?? '/')
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n')
    return
  }
  const contentType = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': contentType, 'cache-control': 'no-cache' })
  createReadStream(file).pipe(response)
}

async function fileOf(root: string, target: string): Promise<string | undefined> {
  // By hand: `new URL` throws at `//`, which it takes for a host without a name.
  const pathname = decode(target.replace(/[?#].*$/s, ''))
  const file = path.join(root, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
  if (!file.startsWith(root + path.sep)) return undefined
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() ? file : undefined
}

function decode(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE'
      reject(taken ? new Error(`Port ${port} is taken. Choose another port, or stop what uses it.`) : error)
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
