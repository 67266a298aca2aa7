import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import type { Redis } from 'ioredis'
import { answerError } from './http/answers'
import { limitBody } from './http/body'
import type { AppEnv } from './http/env'
import { createLimits, limitByAddress, limitByUser } from './http/limits'
import { createLog, logRequests } from './http/log'
import type { Log } from './http/log'
import { Refusal } from './http/refusal'
import { requireSession } from './http/session'
import type { Issuer } from './issuer/issuer'
import { issuerFromSettings } from './issuer/sts'
import { createCode2Session } from './login/code2session'
import type { Code2Session } from './login/code2session'
import { createSessions } from './login/sessions'
import { credentials } from './routes/credentials'
import { login } from './routes/login'
import { sign } from './routes/sign'
import type { Settings } from './settings'

/** What the app is made of; all but the settings has a default. */
export interface AppOptions {
  settings: Settings
  /** @default STS, as the settings say; needed where they say `external` */
  issuer?: Issuer
  /** @default WeChat's, at the address that the settings name */
  code2Session?: Code2Session
  /** @default JSON on the standard output */
  log?: Log
  /** Milliseconds since the epoch. @default Date.now */
  now?: () => number
  /** Counts requests for all instances together. @default each process counts for itself */
  redis?: Redis
}

/** The backend as a Hono app: hand it requests by `app.request`, or a socket by `start`. */
export function createApp(options: AppOptions): Hono<AppEnv> {
  const { settings, now = Date.now } = options
  const log = options.log ?? createLog(settings)
  const app = new Hono<AppEnv>()
  app.onError(answerError(log))
  app.notFound(() => {
    throw new Refusal('NotFound', 'There is nothing here')
  })
  app.use(logRequests(log, now))
  app.use(secureHeaders())
  app.use(async (context, next) => {
    context.header('Cache-Control', 'no-store')
    await next()
  })
  if (settings.corsOrigins.length > 0) app.use(allowOrigins(settings.corsOrigins))
  app.get('/health', (context) => context.json({ status: 'ok' }))
  addRoutes(app, options)
  return app
}

function addRoutes(app: Hono<AppEnv>, options: AppOptions): void {
  const { settings, now = Date.now } = options
  const { Bucket, Region, Domain } = settings.bucket
  const limits = createLimits(settings.limits, options.redis)
  const sessions = createSessions(settings.session, settings.wechat.appId, now)
  const code2Session = options.code2Session ?? createCode2Session(settings.wechat)
  const issuer = options.issuer ?? issuerFromSettings(settings)
  if (issuer === undefined) throw new TypeError('ISSUER is external, so createApp needs an issuer')

  app.use(limitByAddress(limits, 'perAddress', settings))
  app.get('/config', (context) => context.json({ Bucket, Region, Domain }))
  app.post(
    '/login',
    limitByAddress(limits, 'loginsPerAddress', settings),
    limitBody,
    login(settings, sessions, code2Session),
  )
  app.use('/cos/*', requireSession(sessions), limitByUser(limits), limitBody)
  app.post('/cos/credentials', credentials(settings, issuer))
  app.post('/cos/sign', sign(settings, issuer, now))
}

const allowOrigins = (origins: readonly string[]) =>
  cors({
    origin: [...origins],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Authorization', 'Content-Type'],
    // The client reads the server's clock from the one, and how long to wait from the other.
    exposeHeaders: ['Date', 'Retry-After'],
    maxAge: 600,
  })
