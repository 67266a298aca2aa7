import { resolve } from 'node:path'
import { startBackend } from './backend'
import { createCos, createSts, diskStorage, serve, type Faults, type LogEntry } from './cos'
import { openDataFolder, type DataFolder } from './data-folder'
import { checkFree, type Ports } from './ports'
import { seedSamples } from './seed'
import { startSts, type StsServer } from './sts'
import { buildHost, serveHost } from './wechat'

const host = '127.0.0.1'
const Bucket = 'demo-1250000000'
const Region = 'ap-guangzhou'
const samplesPrefix = 'samples/'

/** How the local services are set up. */
export interface LocalOptions {
  ports: Ports
  /** Where the data lies. */
  folder: string
  /** Empties the folder first. @default false */
  fresh?: boolean
  /** Also serve the demo to a browser. @default false */
  demo?: boolean
  /** Draw and store the sample pictures that are missing. @default true */
  samples?: boolean
  /** Seconds for which temporary credentials work. @default 1800 */
  credentialsSeconds?: number
  /** Whether the bucket is in strict signature mode. @default true */
  strict?: boolean
  /** What goes wrong with exchanges with the COS. @default nothing */
  faults?: Faults
  /** Takes log lines. @default nobody */
  log?: (line: string) => void
}

/** Services that are running on this machine. */
export interface Local {
  /** The demo; only where it was asked for. */
  page?: string
  backend: string
  cos: string
  Bucket: string
  Region: string
  /** The permanent key of the local COS. */
  SecretId: string
  SecretKey: string
  /** What stands in for WeChat's login, for a backend of one's own. */
  wechat: string
  /** For a backend of one's own; only where it was asked for. */
  sts?: Pick<StsServer, 'host' | 'certificate'>
  /** Ends all of it and frees the ports. */
  stop(): Promise<void>
}

type Stops = (() => Promise<void>)[]

/** Starts the local COS, the backend with its stand-ins, and if asked for the demo: all in this process, on loopback. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const { ports, folder, demo = false } = options
  const optional = [demo ? ports.page : undefined, ports.sts].filter((port) => port !== undefined)
  await checkFree([...optional, ports.backend, ports.cos], host)
  const data = openDataFolder(folder, options)
  const stops: Stops = []
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).toReversed()) await each()
  }
  try {
    return { ...(await startAll(options, data, stops)), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startAll(options: LocalOptions, data: DataFolder, stops: Stops): Promise<Omit<Local, 'stop'>> {
  const { samples = true } = options
  const { SecretId, SecretKey } = data.secrets
  const cos = await startCos(options, data)
  stops.push(() => cos.close())
  const seed = { url: cos.url, SecretId, SecretKey, prefix: samplesPrefix }
  const sts = await startStsFor(options, data, stops)
  const [front] = await Promise.all([startFront(options, data, cos.url, stops), samples && seedSamples(seed)])
  return { ...front, cos: cos.url, Bucket, Region, SecretId, SecretKey, ...(sts && { sts }) }
}

async function startStsFor({ ports, folder, log = () => {} }: LocalOptions, { secrets }: DataFolder, stops: Stops) {
  if (ports.sts === undefined) return undefined
  const { stsMaster: master, SecretId, SecretKey } = secrets
  const sts = await startSts({ port: ports.sts, master, key: { SecretId, SecretKey }, folder, log })
  stops.push(() => sts.close())
  return { host: sts.host, certificate: sts.certificate }
}

/** The backend, and the page that calls it: each has to know where the other is. */
async function startFront(options: LocalOptions, data: DataFolder, cos: string, stops: Stops) {
  const { ports, demo = false, credentialsSeconds = 1800, log = () => {} } = options
  const page = demo ? await serveHost({ folder: data.page, port: ports.page }) : undefined
  if (page) stops.push(() => page.close())
  const backend = await startBackend({
    port: ports.backend,
    secrets: data.secrets,
    bucket: { Bucket, Region, Domain: cos, samplesPrefix },
    origins: page ? [`http://${host}:${page.port}`, `http://localhost:${page.port}`] : [],
    credentialsSeconds,
    log,
  })
  stops.push(() => backend.close())
  const front = { backend: backend.url, wechat: backend.wechat }
  if (!page) return front
  await buildPage(data.page, backend.url, log)
  return { page: page.url, ...front }
}

function startCos({ ports, strict, faults, log }: LocalOptions, { cos, secrets }: DataFolder) {
  const { SecretId, SecretKey, stsMaster } = secrets
  const handler = createCos({
    storage: diskStorage(cos, { report: (line) => log?.(`COS: ${line}`) }),
    sts: createSts({ master: stsMaster }),
    keys: [{ SecretId, SecretKey }],
    Bucket,
    Region,
    ...(strict === undefined ? {} : { strict }),
    ...(faults && { faults }),
    log: (entry) => entry.error && log?.(failureLine(entry)),
  })
  return serve(handler, { port: ports.cos, host })
}

function failureLine({ method, path, error }: LogEntry): string {
  return `COS: ${method} ${path} failed: ${error instanceof Error ? error.stack : String(error)}`
}

async function buildPage(out: string, backend: string, log: (line: string) => void): Promise<void> {
  const miniprogram = resolve(__dirname, '../miniprogram')
  const { warnings } = await buildHost({ miniprogram, out, config: { backend } })
  for (const warning of warnings) log(`demo: ${warning}`)
}
