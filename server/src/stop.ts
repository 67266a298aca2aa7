import type { Server } from 'node:http'
import { Server as NetServer } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import type { Connections } from './connections'

/** How long connections that are idle at the stop are still listened to: a request may be on its way. Milliseconds. */
const IDLE_GRACE = 500
/** How long answers may take that say that an upstream has been given up. Milliseconds. */
const LAST_ANSWERS = 250
/** How long connections are still accepted that came before the stop. Milliseconds. */
const ACCEPTING = 1000
/** A turn of the event loop in which nothing was done. Milliseconds. */
const SHORT_TURN = 0.1

/**
 * Ends a server after all requests that have been sent, also those on their way in. What is not over in time is given up,
 * and then cut.
 */
export async function closeServer(
  server: Server,
  connections: Connections,
  { graceMs, giveUp }: { graceMs: number; giveUp: () => void },
): Promise<void> {
  // Whoever is answered comes back with the next request, and there would be no end to it.
  const goOn = connections.holdRequests()
  await acceptWaiting(connections)
  // Of net, since that of http would also cut the connections that are idle just now.
  const closed = new Promise<void>((resolve) => NetServer.prototype.close.call(server, () => resolve()))
  goOn()
  const timers = [
    setTimeout(() => setImmediate(connections.closeIdle), Math.min(IDLE_GRACE, graceMs)),
    setTimeout(giveUp, graceMs),
    setTimeout(() => server.closeAllConnections(), graceMs + Math.min(LAST_ANSWERS, graceMs)),
  ]
  await closed
  timers.forEach(clearTimeout)
  // Stops the timer with which it looks for slow callers.
  server.close()
}

/**
 * Connections that wait to be accepted are cut when the listening ends, so it ends at a moment at which there are none:
 * after a turn of the event loop that accepted none, and was too short for one to come meanwhile.
 */
async function acceptWaiting(connections: Connections): Promise<void> {
  const until = performance.now() + ACCEPTING
  let before: number
  let began: number
  await turn()
  do {
    before = connections.accepted
    began = performance.now()
    await turn()
  } while ((connections.accepted > before || performance.now() - began > SHORT_TURN) && performance.now() < until)
}
