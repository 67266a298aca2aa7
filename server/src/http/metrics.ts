import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { IssuerError } from '../issuer/issuer'
import type { Issuer } from '../issuer/issuer'
import type { Code2Session } from '../login/code2session'
import { Refusal } from './refusal'

/** Counts what happens, for Prometheus. */
export interface Metrics {
  request(ended: { path: string; status: number; code: string; ms: number }): void
  upstream(called: { name: 'sts' | 'wechat'; outcome: string; ms: number }): void
  grant(issued: { path: string; isReused: boolean }): void
  /** In Prometheus' text form. */
  expose(): Promise<{ contentType: string; text: string }>
}

/** Counts nothing. */
export const noMetrics: Metrics = {
  request: () => undefined,
  upstream: () => undefined,
  grant: () => undefined,
  expose: async () => ({ contentType: 'text/plain', text: '' }),
}

/** Any other path is `other`: a label that callers could choose would let them fill the memory. */
const PATHS: readonly string[] = [
  '/login',
  '/cos/credentials',
  '/cos/sign',
  '/cos/move',
  '/cos/user-data',
  '/config',
  '/health',
  '/ready',
  '/metrics',
]
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Counters of their own for each app, and those of the process: memory, CPU, event loop, collections. */
export function createMetrics(): Metrics {
  const registers = [new Registry()] as const
  const [registry] = registers
  collectDefaultMetrics({ register: registry })
  const labelled = (name: string, help: string, labelNames: readonly string[]) => ({
    name: `cos_backend_${name}`,
    help,
    labelNames,
    registers: [...registers],
  })
  const requests = new Counter(
    labelled('requests_total', 'Answers, by code of refusal or ok', ['path', 'status', 'code']),
  )
  const requestTimes = new Histogram({
    ...labelled('request_seconds', 'From a request to its answer', ['path']),
    buckets: SECONDS,
  })
  const upstreamTimes = new Histogram({
    ...labelled('upstream_seconds', 'Calls of STS and WeChat, by code of failure or ok', ['upstream', 'outcome']),
    buckets: SECONDS,
  })
  const grants = new Counter(
    labelled('grants_total', 'Grants, and whether STS was not asked for them', ['path', 'reused']),
  )
  return {
    request({ path, status, code, ms }) {
      const label = PATHS.includes(path) ? path : 'other'
      requests.inc({ path: label, status, code })
      requestTimes.observe({ path: label }, ms / 1000)
    },
    upstream: ({ name, outcome, ms }) => upstreamTimes.observe({ upstream: name, outcome }, ms / 1000),
    grant: ({ path, isReused }) => grants.inc({ path, reused: String(isReused) }),
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}

/** An issuer that counts its calls. */
export const countIssuer = (issuer: Issuer, metrics: Metrics, now: () => number): Issuer => ({
  issue: (request) => timed('sts', () => issuer.issue(request), metrics, now),
})

/** A login that counts its calls. */
export const countLogins =
  (code2Session: Code2Session, metrics: Metrics, now: () => number): Code2Session =>
  (code) =>
    timed('wechat', () => code2Session(code), metrics, now)

async function timed<Result>(
  name: 'sts' | 'wechat',
  work: () => Promise<Result>,
  metrics: Metrics,
  now: () => number,
): Promise<Result> {
  const start = now()
  const count = (outcome: string) => metrics.upstream({ name, outcome, ms: now() - start })
  try {
    const result = await work()
    count('ok')
    return result
  } catch (error) {
    count(codeOf(error))
    throw error
  }
}

function codeOf(error: unknown): string {
  if (error instanceof IssuerError) return error.code
  return error instanceof Refusal ? (error.details.upstreamCode ?? error.code) : 'Unknown'
}
