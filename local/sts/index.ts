/** Tencent's STS over https on this machine, for backends of one's own. */
import { createSts } from '../cos'
import { listen, type Listening } from '../http/listen'
import { keepCertificate } from './certificate-files'
import { createStsEndpoint } from './endpoint'
import type { Key } from './signature'

/** How an STS on this machine is set up. */
export interface StsServerOptions {
  port: number
  /** Seals the tokens that the local COS takes. */
  master: string
  key: Key
  /** Where its certificate is kept. */
  folder: string
  /** Takes log lines. */
  log: (line: string) => void
}

/** An STS that is listening. */
export interface StsServer extends Pick<Listening, 'close'> {
  /** What backends call the host: `localhost` with a port, for which the certificate is made. */
  host: string
  /** Path of the certificate that its callers have to trust. */
  certificate: string
}

/** Starts it. */
export async function startSts({ port, master, key, folder, log }: StsServerOptions): Promise<StsServer> {
  const { path, ...certificate } = keepCertificate(folder)
  const warn = (deviation: string) => log(`STS: in a policy, ${deviation}. COS takes it from Tencent's own tools.`)
  const endpoint = createStsEndpoint({ sts: createSts({ master, warn }), key })
  const server = await listen(endpoint, { port, certificate })
  return { host: `localhost:${server.port}`, certificate: path, close: () => server.close() }
}
