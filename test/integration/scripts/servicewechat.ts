import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { CleanUp } from '../../clean-up'
import { createCertificate } from '../../../local/http/certificate'

/** A request that has arrived. */
export interface Arrived {
  path: string
  query: Record<string, string>
  bytes: number
}

/** What `servicewechat.com` answers where that is not what is tested, by path. */
const ANSWERS: Record<string, unknown> = {
  '/wxa/ci/getrandstr': { errCode: 0, data: { randomString: 'example' } },
  '/wxa/ci/getattr': { errCode: 0, data: { platform: false, appType: 0, released: false, setting: {} } },
}

/** A `servicewechat.com` behind a proxy, since nothing else can be reached by its name. */
export class ServiceWeChat {
  readonly arrived: Arrived[] = []
  private readonly certificate = createCertificate('servicewechat.com')
  private readonly cleanUp = new CleanUp()
  private proxy = ''

  /** @param answers - by path, beside those that every call needs */
  constructor(private readonly answers: Record<string, unknown>) {}

  /** @returns what a process needs in its environment to get here; `certificateFile` is to hold `cert` */
  async start(certificateFile: string): Promise<{ env: Record<string, string>; cert: string }> {
    const { cert, key } = this.certificate
    const service = createHttpsServer({ cert, key }, (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'https://servicewechat.com')
      void buffer(request).then(({ length }) => {
        this.arrived.push({ path: pathname, query: Object.fromEntries(searchParams), bytes: length })
        response.end(JSON.stringify(this.answers[pathname] ?? ANSWERS[pathname] ?? { errCode: 0, data: {} }))
      })
    })
    const port = await this.listen(service)
    const proxy = createHttpServer().on('connect', (_, socket: Socket, head: Buffer) => {
      const through = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        through.write(head)
        through.pipe(socket).pipe(through)
      })
      for (const end of [socket, through]) end.on('error', () => {})
    })
    this.proxy = `http://127.0.0.1:${await this.listen(proxy)}`
    return { cert, env: { HTTPS_PROXY: this.proxy, NODE_EXTRA_CA_CERTS: certificateFile } }
  }

  readonly stop = (): Promise<void> => this.cleanUp.run()

  private async listen(server: Server): Promise<number> {
    const open = new Set<Socket>()
    server.on('connection', (socket) => {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    this.cleanUp.adopt(server, () => {
      server.close()
      for (const socket of open) socket.destroy()
    })
    return (server.address() as AddressInfo).port
  }
}
