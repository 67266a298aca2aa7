import type { RawHandler, RawRequest, RawResponse } from '../../../local/cos/handler'

/** What a server of these tests heard. */
export interface Heard {
  method: string
  target: string
  headers: Record<string, string>
  body: Buffer
}

/** What it answers. */
export interface Answer {
  status?: number
  headers?: RawResponse['headers']
  body?: string | Uint8Array
}

/** A server that writes down what it hears, and answers the same to all, or what a function says. */
export function recordingServer(answer: Answer | ((heard: Heard) => Answer) = {}) {
  const heard: Heard[] = []
  const handler: RawHandler = async (request) => {
    const entry = await hear(request)
    heard.push(entry)
    return respond(typeof answer === 'function' ? answer(entry) : answer)
  }
  return { heard, handler: () => handler }
}

/** A response with one piece of a body. */
export function respond({ status = 200, headers = [], body = '' }: Answer): RawResponse {
  return {
    status,
    headers,
    body: (async function* () {
      yield Buffer.from(body)
    })(),
  }
}

async function hear({ method, target, headers, body }: RawRequest): Promise<Heard> {
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return { method, target, headers: Object.fromEntries(headers), body: Buffer.concat(pieces) }
}
