import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http'

/** A request as it came over the wire. */
export interface Received {
  method: string
  url: string
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A server for the mini program to talk to, which keeps what it was asked. */
export interface Peer {
  url: string
  received: Received[]
  /** Answers one request to `/wait` each. */
  waiting: (() => void)[]
  close(): Promise<void>
}

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': '*',
  'access-control-allow-headers': 'content-type, x-meta',
}

/** A picture of one pixel, which the peer gives as `/pixel.png`. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=',
  'base64',
)

/** Starts the server on any free port. */
export async function startPeer(): Promise<Peer> {
  const received: Received[] = []
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') return void response.writeHead(204, CORS).end()
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      received.push({ method, url, headers, body: Buffer.concat(parts) })
      if (url === '/wait') waiting.push(() => response.writeHead(200, CORS).end('{}'))
      else answer(url, response)
    })
  })
  const port = await listen(server)
  return { url: `http://127.0.0.1:${port}`, received, waiting, close: () => close(server) }
}

function answer(url: string, response: ServerResponse): void {
  if (url === '/pixel.png') response.writeHead(200, { ...CORS, 'content-type': 'image/png' }).end(PIXEL)
  else if (url === '/denied') response.writeHead(403, CORS).end('<Error/>')
  else response.writeHead(200, { ...CORS, 'content-type': 'application/json' }).end('{"ok":1}')
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
