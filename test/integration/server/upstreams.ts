import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCertificate } from '../../../local/http/certificate'

/** Answers a request, or leaves it without an answer for ever. */
export type Answer = (response: ServerResponse, body: string, request: IncomingMessage) => void

/** A service that the backend calls, which a test tells what to answer. */
export interface Upstream {
  host: string
  answer: Answer
  /** Bodies of all requests so far. */
  asked: string[]
  /** Resolves with the next request. */
  nextRequest(): Promise<void>
  /** Resolves once nobody is connected any more. */
  deserted(): Promise<void>
  close(): Promise<void>
}

/** An answer in JSON. */
export const json =
  (value: unknown): Answer =>
  (response) =>
    void response.end(JSON.stringify(value))

/** No answer, ever. */
export const silence: Answer = () => undefined

/** What STS answers; good for half an hour. */
export const stsCredentials: Answer = (response) => {
  const Credentials = { TmpSecretId: 'AKIDEXAMPLE', TmpSecretKey: 'example-tmp-key', Token: 'example-token' }
  const ExpiredTime = Math.floor(Date.now() / 1000) + 1800
  response.end(JSON.stringify({ Response: { Credentials, ExpiredTime, RequestId: 'example-request-of-sts' } }))
}

/** STS over https, as the backend demands, and WeChat; `env` makes a process use and trust them. */
export async function startUpstreams() {
  const folder = await mkdtemp(join(tmpdir(), 'upstreams-'))
  const certificate = createCertificate()
  const ca = join(folder, 'ca.pem')
  await writeFile(ca, certificate.cert)
  const sts = await startUpstream((listener) => createHttpsServer(certificate, listener), stsCredentials)
  const wechat = await startUpstream(createHttpServer, json({ openid: 'openid-of-anna', session_key: 'example' }))
  return {
    sts,
    wechat,
    folder,
    env: { NODE_EXTRA_CA_CERTS: ca, STS_HOST: sts.host, WECHAT_API: `http://${wechat.host}` },
    async close() {
      await Promise.all([sts.close(), wechat.close()])
      await rm(folder, { recursive: true })
    },
  }
}

async function startUpstream(create: (listener: RequestListener) => Server, answer: Answer): Promise<Upstream> {
  let told: (() => void)[] = []
  let open = 0
  const server = create(async (request, response) => {
    const body = await textOf(request)
    upstream.asked.push(body)
    upstream.answer(response, body, request)
    told.splice(0).forEach((tell) => tell())
  })
  server.on('connection', (socket) => {
    open += 1
    socket.once('close', () => {
      open -= 1
      server.emit('deserted')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const upstream: Upstream = {
    host: `localhost:${port}`,
    answer,
    asked: [],
    nextRequest: () => new Promise((resolve) => (told = [...told, resolve])),
    async deserted() {
      while (open > 0) await once(server, 'deserted')
    },
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return upstream
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
