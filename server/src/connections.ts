import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The connections of a server, so that it can end without cutting one that is in use. */
export interface Connections {
  /** How many have been accepted so far. */
  readonly accepted: number
  /** From now on no request is answered; the function lets them all go on. */
  holdRequests(): () => void
  /** From now on every answer says that it is the last on its connection. */
  announceEnd(): void
  /** Closes those on which nothing of a request has arrived. */
  closeIdle: () => void
}

/** Of a connection. */
interface State {
  /** Requests that have begun and are not answered. */
  underWay: number
  /** Bytes that had arrived when the last answer was sent: with more, another request has begun. */
  bytesAtRest: number
}

/**
 * Has a server's requests answered, and watches its connections from their beginning. Node's own `closeIdleConnections` cuts those on which a request
 * has arrived but not been read, and leaves those on which nothing ever has.
 */
export function watchConnections(server: Server, answerRequest: RequestListener): Connections {
  const connections = new Map<Socket, State>()
  const answers = new Set<ServerResponse>()
  const held: (() => void)[] = []
  let accepted = 0
  let isHolding = false
  let isEnding = false

  server.on('connection', (socket: Socket) => {
    accepted += 1
    connections.set(socket, { underWay: 0, bytesAtRest: 0 })
    socket.once('close', () => connections.delete(socket))
  })
  server.on('request', (request: IncomingMessage, answer: ServerResponse) => {
    const { socket } = request
    const state = connections.get(socket)
    if (state !== undefined) state.underWay += 1
    answers.add(answer)
    if (isEnding) answer.setHeader('Connection', 'close')
    answer.once('close', () => {
      answers.delete(answer)
      if (state !== undefined) Object.assign(state, { underWay: state.underWay - 1, bytesAtRest: socket.bytesRead })
    })
    if (isHolding) held.push(() => answerRequest(request, answer))
    else answerRequest(request, answer)
  })
  return {
    get accepted() {
      return accepted
    },
    holdRequests() {
      isHolding = true
      return () => {
        isHolding = false
        held.splice(0).forEach((go) => go())
      }
    },
    announceEnd() {
      isEnding = true
      for (const answer of answers) if (!answer.headersSent) answer.setHeader('Connection', 'close')
    },
    closeIdle: () => {
      for (const [socket, { underWay, bytesAtRest }] of connections)
        if (underWay === 0 && socket.bytesRead === bytesAtRest) socket.destroy()
    },
  }
}
