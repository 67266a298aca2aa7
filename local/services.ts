import { resolve } from 'node:path'
import { createLog, loadSettings, start, type Settings } from '../server/src'
import { createCode2Session } from './code2session'
import { createCos, createSts, diskStorage, serve, type LogEntry } from './cos'
import { openDataFolder, type DataFolder, type Secrets } from './data-folder'
import { checkFree, type Ports } from './ports'
import { seedSamples } from './seed'
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
  /** Ends all of it and frees the ports. */
  stop(): Promise<void>
}

type Stops = (() => Promise<void>)[]

/** Starts the local COS, the backend with its stand-ins, and if asked for the demo: all in this process, on loopback. */
export async function startLocal(options: LocalOptions): Promise<Local> {
  const { ports, folder, demo = false } = options
  await checkFree([...(demo ? [ports.page] : []), ports.backend, ports.cos], host)
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
  const { ports, demo = false, samples = true } = options
  const { SecretId, SecretKey } = data.secrets
  const cos = await startCos(options, data)
  stops.push(() => cos.close())
  const seeded = samples ? seedSamples({ url: cos.url, SecretId, SecretKey, prefix: samplesPrefix }) : undefined
  const page = demo ? await serveHost({ folder: data.page, port: ports.page }) : undefined
  if (page) stops.push(() => page.close())
  const backend = await startBackend(options, data.secrets, { cos: cos.url, page: page?.port }, stops)
  if (page) await buildPage(data.page, backend, options.log)
  await seeded
  return { ...(page ? { page: page.url } : {}), backend, cos: cos.url, Bucket, Region, SecretId, SecretKey }
}

function startCos({ ports, log }: LocalOptions, { cos, secrets }: DataFolder) {
  const { SecretId, SecretKey, stsMaster } = secrets
  const handler = createCos({
    storage: diskStorage(cos),
    sts: createSts({ master: stsMaster }),
    keys: [{ SecretId, SecretKey }],
    Bucket,
    Region,
    log: (entry) => entry.error && log?.(failureLine(entry)),
  })
  return serve(handler, { port: ports.cos, host })
}

function failureLine({ method, path, error }: LogEntry): string {
  return `COS: ${method} ${path} failed: ${error instanceof Error ? error.stack : String(error)}`
}

interface Neighbours {
  cos: string
  page: number | undefined
}

async function startBackend(options: LocalOptions, secrets: Secrets, { cos, page }: Neighbours, stops: Stops) {
  const { credentialsSeconds = 1800, log = () => {} } = options
  const wechat = await serve(createCode2Session(), { port: 0, host })
  stops.push(() => wechat.close())
  const settings = backendSettings(options.ports.backend, secrets, { cos, wechat: wechat.url, page })
  const sts = createSts({ master: secrets.stsMaster })
  const backend = await start({
    settings,
    issuer: { issue: ({ policy }) => sts.issue({ policy, durationSeconds: credentialsSeconds }) },
    log: createLog(settings, { write: (line) => log(line.trimEnd()) }),
    timeouts: { stop: 1000 },
  })
  stops.push(() => backend.stop())
  return backend.url
}

function backendSettings(
  port: number,
  secrets: Secrets,
  urls: { cos: string; wechat: string; page?: number | undefined },
): Settings {
  const { cos, wechat, page } = urls
  return loadSettings({
    HOST: host,
    PORT: `${port}`,
    LOG_LEVEL: 'warn',
    CORS_ORIGINS: page === undefined ? '' : `http://${host}:${page},http://localhost:${page}`,
    COS_BUCKET: Bucket,
    COS_REGION: Region,
    COS_DOMAIN: cos,
    SHARED_PREFIX: samplesPrefix,
    WECHAT_APPID: 'touristappid',
    WECHAT_SECRET: 'local',
    WECHAT_API: wechat,
    SESSION_KEYS: `local:${secrets.sessionKey}`,
    USER_ID_KEY: secrets.userIdKey,
    ISSUER: 'external',
    // One person at one machine; a suite of tests may be that person.
    LIMIT_PER_ADDRESS: '100000',
    LIMIT_LOGINS_PER_ADDRESS: '100000',
    LIMIT_PER_USER: '100000',
  })
}

async function buildPage(out: string, backend: string, log?: (line: string) => void): Promise<void> {
  const miniprogram = resolve(__dirname, '../miniprogram')
  const { warnings } = await buildHost({ miniprogram, out, config: { backend } })
  for (const warning of warnings) log?.(`demo: ${warning}`)
}
