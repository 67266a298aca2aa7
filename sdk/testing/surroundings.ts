import { createSts, type Sts } from '../../local/cos/access/sts'
import { createCos } from '../../local/cos/cos'
import type { RawHandler } from '../../local/cos/handler'
import { memoryStorage } from '../../local/cos/storage/memory'
import type { Clock } from '../../test/wx/clock'
import type { ServerOf } from '../../test/wx/network/server'
import type { TestWxOptions } from '../src/types/testing/options'
import type { TestBucket } from '../src/types/testing/test-wx'
import { testBucket } from './bucket'
import { credentialsBackend, type CredentialsBackend } from './credentials-backend'
import { handlerOf } from './raw-message'
import { type Key, signedRequests } from './signed-requests'

/** All that lies beyond the phone. */
export interface Surroundings {
  bucket: TestBucket
  backend: CredentialsBackend
  serverOf: ServerOf
}

const key: Key = { SecretId: 'AKIDEXAMPLE', SecretKey: 'EXAMPLEKEY' }

/** A COS, a backend with credentials for it, and the servers of the app. */
export function surroundingsOf(options: TestWxOptions, clock: Clock): Surroundings {
  const { Bucket = 'photos-1250000000', Region = 'ap-guangzhou', Domain } = options
  const sts = createSts({ master: 'an example', now: clock.now })
  const cos = cosOf({ Bucket, Region, sts, clock })
  const bucket = testBucket(signedRequests(cos, { Bucket, Region, key, now: clock.now }))
  const objects = Object.entries(options.objects ?? {})
  const filled = Promise.all(objects.map(([Key, content]) => bucket.put(Key, content)))
  // Whoever asks for anything hears of it.
  filled.catch(() => undefined)
  const ready = <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) => {
    return (...args: Args) => filled.then(() => call(...args))
  }
  const backend = credentialsBackend({ Bucket, Region, key, sts, options: options.credentials ?? {} })
  const isCos = (host: string) => host === Domain || /\.(myqcloud\.com|tencentcos\.cn)$/.test(host)
  const servers = serversOf(options, backend)
  const whenFilled = ready(cos)
  return {
    bucket: {
      get: ready(bucket.get),
      head: ready(bucket.head),
      put: ready(bucket.put),
      delete: ready(bucket.delete),
      keys: ready(bucket.keys),
      uploads: ready(bucket.uploads),
    },
    backend,
    serverOf: (host) => (isCos(host) ? whenFilled : servers.get(host)),
  }
}

function cosOf({ clock, ...options }: { Bucket: string; Region: string; sts: Sts; clock: Clock }): RawHandler {
  const sleep = (milliseconds: number) => new Promise<void>((done) => void clock.setTimeout(done, milliseconds))
  return createCos({ ...options, storage: memoryStorage(), keys: [key], now: clock.now, sleep })
}

/** By host. That of the backend may have more than the backend. */
function serversOf({ servers = {}, credentials = {} }: TestWxOptions, backend: CredentialsBackend) {
  const { host, pathname } = new URL(credentials.url ?? 'https://api.example.com/cos/credentials')
  const own = servers[host]
  const withBackend: typeof own = (request) => {
    if (request.path === pathname) return backend.answer(request)
    return own ? own(request) : { status: 404 }
  }
  return new Map(Object.entries({ ...servers, [host]: withBackend }).map(([name, server]) => [name, handlerOf(server)]))
}
