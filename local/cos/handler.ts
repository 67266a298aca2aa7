/**
 * An HTTP exchange as values: what came over the wire, before anything has normalised it. The local COS is a handler
 * over these, so that thousands of exchanges can be played through in one process without a socket.
 */
export interface RawRequest {
  method: string
  /** The request target as on the wire, such as `/a%20b.jpg?acl`: never decoded, never normalised. */
  target: string
  /** In the order of the wire; names in whatever case. */
  headers: readonly (readonly [name: string, value: string])[]
  /** Ends early, or throws, where the connection does. */
  body: AsyncIterable<Uint8Array>
  /** The IP address that it came from, where it came over a socket. */
  remoteAddress?: string
}

export interface RawResponse {
  status: number
  headers: readonly (readonly [name: string, value: string])[]
  body: AsyncIterable<Uint8Array>
}

export type RawHandler = (request: RawRequest) => Promise<RawResponse>
