import type { RawRequest, RawResponse } from '../../../local/cos/handler'

/** What a server that holds a socket has to know: that the phone has hung up. */
export interface Connection {
  onClose(listener: () => void): void
}

/** Whoever answers: any `RawHandler`. */
export type Server = (request: RawRequest, connection: Connection) => Promise<RawResponse>

/** Which server a host name, with its port, leads to; nothing: no such name. */
export type ServerOf = (host: string) => Server | undefined
