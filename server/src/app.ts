import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import type { Redis } from 'ioredis'
import { answerError } from './http/answers'
import { limitBody } from './http/body'
import { identifyCaller, warnOfProxies } from './http/caller'
import type { AppEnv } from './http/env'
import { createLimits, limitByAddress } from './http/limits'
import type { Limits } from './http/limits'
import { createLog, logRequests } from './http/log'
import type { Log } from './http/log'
import { countIssuer, countLogins, createMetrics, noMetrics } from './http/metrics'
import type { Metrics } from './http/metrics'
import { addProbes } from './http/probes'
import { watchRedis } from './http/redis'
import type { RedisWatch } from './http/redis'
import { Refusal } from './http/refusal'
import { identifyRequest } from './http/request-id'
import { requireSession } from './http/session'
import type { Issuer } from './issuer/issuer'
import { issuerFromSettings } from './issuer/sts'
import { identifyByCloudRun } from './login/by-cloud-run'
import { identifyByCode } from './login/by-code'
import { createCode2Session } from './login/code2session'
import type { Code2Session } from './login/code2session'
import type { Identify } from './login/identify'
import { createSessions } from './login/sessions'
import { credentials } from './routes/credentials'
import { createGrantCredentials } from './routes/grant-credentials'
import { login } from './routes/login'
import { move } from './routes/move'
import { sign, SIGN_BODY_LIMIT } from './routes/sign'
import { deleteUserData } from './routes/user-data'
import type { Settings } from './settings'

/** What the app is made of; all but the settings has a default. */
export interface AppOptions {
  settings: Settings
  /** @default STS, as the settings say; needed where they say `external` */
  issuer?: Issuer
  /** Asked where users log in by a code. @default WeChat's, at the address that the settings name */
  code2Session?: Code2Session
  /** @default JSON on the standard output */
  log?: Log
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
  /** Counts requests for all instances together. @default each process counts for itself */
  redis?: Redis
  /** Aborted from the moment at which no more requests are wanted: `/ready` says so. */
  draining?: AbortSignal
  /** Aborted when the process is about to end: whatever waits for STS or WeChat is given up. */
  shutdown?: AbortSignal
}

/** What the routes share. */
interface Parts {
  options: AppOptions
  log: Log
  now: () => number
  metrics: Metrics
  redis: RedisWatch | undefined
}

/** The backend as a Hono app: hand it requests by `app.request`, or a socket by `start`. */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const { settings, now = Date.now } = options
  const log = options.log ?? createLog(settings)
  const metrics = settings.metricsToken === undefined ? noMetrics : createMetrics()
  const redis = options.redis && watchRedis(options.redis, log, now)
  const app = new Hono<AppEnv>()
  app.onError(answerError(log))
  app.notFound(() => {
    throw new Refusal('NotFound', 'There is nothing here')
  })
  app.use(logRequests(log, metrics, now), identifyRequest(settings), identifyCaller(settings))
  app.use(secureHeaders())
  app.use(async (context, next) => {
    context.header('Cache-Control', 'no-store')
    await next()
  })
  if (settings.corsOrigins.length > 0) app.use(allowOrigins(settings.corsOrigins))
  addProbes(app, { draining: options.draining, redis, metrics, metricsToken: settings.metricsToken })
  addRoutes(app, { options, log, now, metrics, redis })
  return app
}

function addRoutes(app: Hono<AppEnv>, { options, log, now, metrics, redis }: Parts): void {
  const { settings, shutdown } = options
  const { Bucket, Region, Domain } = settings.bucket
  const limits = createLimits(settings.limits, redis)
  const sessions = createSessions(settings.session, settings.wechat.appId, now)
  const issuer = options.issuer ?? issuerFromSettings(settings, { now, shutdown })
  if (issuer === undefined) throw new TypeError('ISSUER is external, so createApp needs an issuer')
  const identify = identifierFor(options, { limits, metrics, now })
  const granting = { settings, issuer: countIssuer(issuer, metrics, now), limits, log, metrics, now }
  const grantCredentials = createGrantCredentials(granting)

  app.use(warnOfProxies(settings, log), limitByAddress(limits, 'perAddress'))
  app.get('/config', (context) => context.json({ Bucket, Region, Domain }))
  app.post('/login', limitByAddress(limits, 'loginsPerAddress'), limitBody(), login({ settings, sessions, identify }))
  app.use('/cos/*', requireSession(sessions))
  app.post('/cos/credentials', limitBody(), credentials(settings, grantCredentials))
  app.post('/cos/sign', limitBody(SIGN_BODY_LIMIT), sign({ settings, grantCredentials, limits, now }))
  app.post('/cos/move', limitBody(), move(granting))
  if (settings.userDataDeletion) app.delete('/cos/user-data', deleteUserData(granting))
}

function identifierFor(
  { settings, code2Session, shutdown }: AppOptions,
  { limits, metrics, now }: Pick<Parts, 'metrics' | 'now'> & { limits: Limits },
): Identify {
  const { wechat } = settings
  if (wechat.login === 'wxcloud') return identifyByCloudRun(wechat)
  const asked = code2Session ?? createCode2Session(wechat, fetch, shutdown)
  return identifyByCode(countLogins(asked, metrics, now), limits)
}

const allowOrigins = (origins: readonly string[]) =>
  cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type'],
    // The client reads the server's clock from the one, and how long to wait from the other.
    exposeHeaders: ['Date', 'Retry-After'],
    maxAge: 600,
  })
