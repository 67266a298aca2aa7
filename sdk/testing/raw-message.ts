import type { RawRequest, RawResponse } from '../../local/cos/handler'
import type { TestServer, TestServerAnswer, TestServerRequest } from '../src/types/testing/server'

/** A server of the app as a handler of what comes over the wire. */
export function handlerOf(server: TestServer) {
  return async (request: RawRequest): Promise<RawResponse> => rawAnswer(await server(await readRequest(request)))
}

/** All bytes of a body. */
export async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  // No `Buffer`, which tests print and compare in its own way.
  return new Uint8Array(Buffer.concat(pieces))
}

/** Headers by lower-case name. */
export function headersOf({ headers }: Pick<RawRequest, 'headers'>): Record<string, string> {
  return Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]))
}

async function readRequest(request: RawRequest): Promise<TestServerRequest> {
  const [path = '', query = ''] = request.target.split('?')
  const body = await bytesOf(request.body)
  return {
    method: request.method,
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: headersOf(request),
    body,
    json: parsed(body),
  }
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString())
  } catch {
    return undefined
  }
}

function rawAnswer({ status = 200, headers = {}, body }: TestServerAnswer): RawResponse {
  const { type, bytes } = encoded(body)
  const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')
  return {
    status,
    headers: [...Object.entries(headers), ...(type === undefined || isTyped ? [] : [['content-type', type] as const])],
    body: (async function* () {
      yield bytes
    })(),
  }
}

function encoded(body: unknown): { type?: string; bytes: Uint8Array } {
  if (body === undefined) return { bytes: new Uint8Array() }
  if (body instanceof Uint8Array) return { bytes: body }
  if (typeof body === 'string') return { type: 'text/plain; charset=utf-8', bytes: Buffer.from(body) }
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) }
}
