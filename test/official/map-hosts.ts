/**
 * Loaded into the process of a suite before anything else: whoever connects to a host of COS, with or without TLS,
 * reaches the local COS, and knows nothing of it. The `Host` header stays.
 */
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { isCosHost } from '../../local/cos/message/host'

interface Connecting {
  host?: string
}
type Connect = (this: unknown, options: Connecting, done?: () => void) => net.Socket
type AgentPrototype = { createConnection: Connect }

const port = Number(process.env.LOCAL_COS_PORT)

for (const { prototype } of [https.Agent, http.Agent] as unknown as { prototype: AgentPrototype }[]) {
  const connect = prototype.createConnection
  prototype.createConnection = function (options, done) {
    if (!isCosHost(options.host ?? '')) return connect.call(this, options, done)
    return net.connect({ port, host: '127.0.0.1' }, done)
  }
}
