import { Agent, type IncomingMessage, request as httpRequest } from 'node:http'
import type { RawRequest, RawResponse } from '../../local/cos/handler'
import type { Connection, Server, ServerOf } from './network/server'

/** Servers behind real sockets. */
export interface HttpServers {
  handler: ServerOf
  /** Closes the connections that are kept. */
  close(): void
}

/**
 * Plain HTTP to this machine, for tests and measurements in real time.
 * @param connectTo - `host:port` that every name leads to; without it, the name itself
 */
export function overHttp(connectTo?: string): HttpServers {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  return {
    handler: (host) => serverAt(connectTo ?? host, agent),
    close: () => agent.destroy(),
  }
}

function serverAt(address: string, agent: Agent): Server {
  const [hostname = '', port = '80'] = address.split(':')
  return async (request, connection) => {
    const outgoing = httpRequest({
      agent,
      hostname,
      port,
      method: request.method,
      path: request.target,
      headers: request.headers.flat(),
    })
    const answered = new Promise<IncomingMessage>((resolve, reject) => {
      outgoing.once('response', resolve)
      outgoing.on('error', reject)
    })
    // Whoever fails first is heard below; the other must not go unhandled.
    answered.catch(() => {})
    connection.onClose(() => outgoing.destroy())
    await send(request, outgoing, answered)
    return responseOf(await answered, connection)
  }
}

/** Ends early where the server answers early. */
async function send(request: RawRequest, outgoing: ReturnType<typeof httpRequest>, answered: Promise<unknown>) {
  let done = false
  const stop = () => void (done = true)
  answered.then(stop, stop)
  try {
    for await (const piece of request.body) {
      if (done) break
      if (!outgoing.write(piece))
        await Promise.race([answered, new Promise((drained) => outgoing.once('drain', drained))])
    }
    outgoing.end()
  } catch (error) {
    outgoing.destroy()
    throw error
  }
}

function responseOf(message: IncomingMessage, connection: Connection): RawResponse {
  connection.onClose(() => message.destroy())
  const { rawHeaders } = message
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : [],
  )
  return { status: message.statusCode ?? 0, headers, body: message }
}
