import { randomBytes } from 'node:crypto'
import { setTimeout as sleepFor } from 'node:timers/promises'
import { httpDate } from './message/answer'
import { Contents } from './catalog/content'
import { corsHeaders, type AllowedOrigins } from './message/cors'
import { dispatch } from './dispatch'
import { readHost } from './message/host'
import { errorAnswer } from './message/error-answer'
import { ConnectionCut, applyFault, type Faults, type Sleep } from './faults'
import type { RawHandler, RawRequest, RawResponse } from './handler'
import { Identities, type PermanentKey } from './access/identity'
import { loadCatalog } from './catalog/load'
import { Objects } from './catalog/objects'
import { Rejection } from './message/rejection'
import type { Service } from './service'
import type { Storage } from './storage/storage'
import type { Sts } from './access/sts'
import { Uploads } from './catalog/uploads'
import type { Strictness } from './access/verify'

/** How a local COS is set up. */
export interface CosOptions {
  storage: Storage
  /** The bucket that every host but another bucket's means, with its APPID. */
  Bucket: string
  Region: string
  /** More buckets, each under its own host. */
  otherBuckets?: readonly string[]
  /** Permanent keys: they may do everything. */
  keys?: readonly PermanentKey[]
  /** Whose tokens are taken. */
  sts?: Sts
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
  /** Strict signature mode. @default true */
  strict?: Strictness
  /** Bytes. @default 5 GiB */
  maxObjectSize?: number
  /** Bytes of every part but the last. @default 1 MiB */
  minPartSize?: number
  /** Milliseconds until an archived object is restored: on COS, minutes to days. @default 3000 */
  restoreTime?: number
  /** Web pages that may talk to it. @default '*' */
  allowedOrigins?: AllowedOrigins
  /** Told of every exchange: never a query, a token or a key. */
  log?: (entry: LogEntry) => void
  /** Asked about every exchange. */
  faults?: Faults
  /** For the latency of faults, and for what is held to a traffic limit. @default real time */
  sleep?: Sleep
}

/** What is logged of an exchange. */
export interface LogEntry {
  method: string
  /** Without the query. */
  path: string
  status: number
  requestId: string
  /** COS's code of a refusal. */
  Code?: string
  /** What broke, where the fault is this program's own. */
  error?: unknown
}

/** A COS on this machine, which checks every signature, token and policy: a handler, with or without a socket. */
export function createCos(options: CosOptions): RawHandler {
  const { now = Date.now, allowedOrigins = '*', log, faults } = options
  const sleep: Sleep = options.sleep ?? ((milliseconds) => sleepFor(milliseconds))
  const opened = openService(options, sleep)
  // Every request is told, and the log; it need not end the process before anybody has asked.
  opened.catch(() => undefined)

  const perform = async (request: RawRequest) => dispatch(request, await opened, now())
  return async (request) => {
    const requestId = randomBytes(18).toString('base64')
    const fault = faults?.(request)
    const attempt = fault ? applyFault(fault, request, { perform, sleep }) : perform(request)
    const { answer, ...outcome } = await settle(attempt, request, { requestId, now })
    log?.({ ...logEntry(request, requestId, answer.status), ...outcome })
    const isForPages = !isRefusedPreflight(request, answer) && !isServiceHost(request)
    const cors = isForPages ? corsHeaders(headerOf(request, 'origin'), allowedOrigins, answer.headers) : []
    return { ...answer, headers: [...commonHeaders(requestId, now()), ...answer.headers, ...cors] }
  }
}

type Outcome = { answer: RawResponse } & Pick<LogEntry, 'Code' | 'error'>

/** Turns a refusal into its answer, and so whatever else fails; only a cut connection has none. */
async function settle(
  attempt: Promise<RawResponse>,
  request: RawRequest,
  { requestId, now }: { requestId: string; now: () => number },
): Promise<Outcome> {
  try {
    return { answer: await attempt }
  } catch (error) {
    if (error instanceof ConnectionCut) throw error
    const rejection = error instanceof Rejection ? error : internalError()
    const answer = errorAnswer(rejection, request, { requestId, now: now() })
    return { answer, Code: rejection.code, ...(rejection === error ? {} : { error }) }
  }
}

async function openService(options: CosOptions, sleep: Sleep): Promise<Service> {
  const { storage, keys = [], sts, Bucket, otherBuckets = [], Region, allowedOrigins = '*', strict = true } = options
  const { maxObjectSize = 5 * 1024 ** 3, minPartSize = 1024 ** 2, restoreTime = 3000 } = options
  const loaded = await loadCatalog(storage)
  const contents = new Contents(storage)
  const objects = new Objects(storage, contents, loaded.objects)
  const uploads = new Uploads(storage, contents, loaded)
  await uploads.clear(loaded.parts, objects.completedUploads())
  const identities = new Identities(keys, sts)
  const buckets = [Bucket, ...otherBuckets] as const
  const settings = { buckets, Region, allowedOrigins, strict, maxObjectSize, minPartSize, restoreTime, sleep }
  return { contents, objects, uploads, identities, ...settings }
}

function internalError(): Rejection {
  return new Rejection(500, 'InternalError', 'We encountered an internal error. Please try again.')
}

function commonHeaders(requestId: string, now: number): RawResponse['headers'] {
  return [
    ['Date', httpDate(now)],
    ['Server', 'tencent-cos'],
    ['x-cos-request-id', requestId],
  ]
}

function logEntry({ method, target }: RawRequest, requestId: string, status: number): LogEntry {
  return { method, path: target.split('?')[0] ?? '', status, requestId }
}

function isRefusedPreflight({ method }: RawRequest, { status }: RawResponse): boolean {
  return method === 'OPTIONS' && status !== 200
}

/** The list of buckets has no settings for CORS, and no web page gets it. */
function isServiceHost(request: RawRequest): boolean {
  return readHost(headerOf(request, 'host') ?? '')?.kind === 'service'
}

function headerOf({ headers }: RawRequest, wanted: string): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1]
}
