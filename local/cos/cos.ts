import { randomBytes } from 'node:crypto'
import { setTimeout as sleepFor } from 'node:timers/promises'
import { httpDate } from './message/answer'
import { readAuthorization } from './access/authorization'
import type { Call } from './call'
import { Contents } from './catalog/content'
import { corsHeaders, preflight, type AllowedOrigins } from './message/cors'
import { errorAnswer } from './message/error-answer'
import { ConnectionCut, sufferFault, type Faults, type Sleep } from './faults'
import type { RawHandler, RawRequest, RawResponse } from './handler'
import { readHeaders, type Headers } from './message/headers'
import { checkTimes, Identities, type Identity, type PermanentKey } from './access/identity'
import { checkKey } from './catalog/key'
import { Objects } from './catalog/objects'
import { findOperation, isSignedByForm } from './operation'
import { Rejection } from './message/rejection'
import type { Service } from './service'
import type { Storage } from './storage/storage'
import type { Sts } from './access/sts'
import { parseTarget } from './message/target'
import { Uploads } from './catalog/uploads'
import { checkSignature, checkStrict, type Signable, type Strictness } from './access/verify'

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
  /** Web pages that may talk to it. @default '*' */
  allowedOrigins?: AllowedOrigins
  /** Told of every exchange: never a query, a token or a key. */
  log?: (entry: LogEntry) => void
  /** Asked about every exchange. */
  faults?: Faults
  /** For the latency of faults. @default real time */
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
  const opened = openService(options)
  // Every request is told, and the log; it need not end the process before anybody has asked.
  opened.catch(() => undefined)

  const perform = async (request: RawRequest): Promise<RawResponse> => {
    const headers = readHeaders(request.headers)
    if (request.method === 'OPTIONS') return preflight(headers, allowedOrigins)
    return operate(request, headers, { service: await opened, options, now: now() })
  }
  return async (request) => {
    const requestId = randomBytes(18).toString('base64')
    const fault = faults?.(request)
    const attempt = fault ? sufferFault(fault, request, { perform, sleep }) : perform(request)
    const { answer, ...outcome } = await settle(attempt, request, { requestId, now })
    log?.({ ...logEntry(request, requestId, answer.status), ...outcome })
    const cors = corsHeaders(originOf(request), allowedOrigins, answer.headers)
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

async function openService(options: CosOptions): Promise<Service> {
  const {
    storage,
    keys = [],
    sts,
    Region,
    maxObjectSize = 5 * 1024 ** 3,
    minPartSize = 1024 ** 2,
    strict = true,
  } = options
  const records = await storage.load()
  const contents = new Contents(storage)
  const objects = new Objects(storage, contents, records)
  const uploads = new Uploads(storage, contents, records)
  await uploads.clear(records, objects.completedUploads())
  const identities = new Identities(keys, sts)
  return { contents, objects, uploads, identities, strict, Region, maxObjectSize, minPartSize }
}

interface Context {
  service: Service
  options: CosOptions
  now: number
}

async function operate(
  request: RawRequest,
  headers: Headers,
  { service, options, now }: Context,
): Promise<RawResponse> {
  const { method, body } = request
  const target = parseTarget(request.target)
  const bucket = findBucket(headers, options)
  const key = target.path.slice(1)
  checkKey(key)
  const operation = findOperation({ method, key, parameters: target.parameters, headers })
  const identity = isSignedByForm(operation) ? undefined : identify({ method, target, headers }, service, now)
  const call: Call = { method, target, headers, body, bucket, key, now, identity }
  return operation(call, service)
}

/** A bucket has its own host; any other host, such as `127.0.0.1:5182`, means the default one. */
function findBucket(headers: Headers, { Bucket, otherBuckets = [] }: CosOptions): string {
  const named = /^([a-z0-9-]+-\d+)\.cos[.-]/i.exec(headers.get('host') ?? '')?.[1]
  if (named === undefined || [Bucket, ...otherBuckets].includes(named)) return named ?? Bucket
  throw new Rejection(404, 'NoSuchBucket', 'The specified bucket does not exist.')
}

function identify(request: Signable, service: Service, now: number): Identity | undefined {
  const authorization = readAuthorization(request.headers, request.target.parameters)
  if (!authorization) return undefined
  const seconds = Math.floor(now / 1000)
  const identity = service.identities.find(authorization, seconds)
  checkTimes(authorization, seconds)
  checkStrict(request, authorization, service.strict)
  checkSignature(request, authorization, identity)
  return identity
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

function originOf({ headers }: RawRequest): string | undefined {
  return headers.find(([name]) => name.toLowerCase() === 'origin')?.[1]
}
