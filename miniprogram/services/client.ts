import { COS, type CredentialsRequest } from 'cos-miniprogram'
import { backendUrl, requestBackend } from './backend'
import { bucketIn, type BucketConfig } from './bucket-config'
import { CachedPromise } from './cached-promise'
import { recordRequests } from './request-log'
import { requestAsUser, session } from './session'

const config = new CachedPromise(async () => bucketIn(await requestBackend('GET', '/config'), '/config'))

const client = new CachedPromise(async () => {
  const { bucket } = await session()
  return new COS({
    ...bucket,
    wx: recordRequests(wx),
    credentials: {
      url: backendUrl('/cos/credentials'),
      headers: async (refused) => ({ Authorization: `Bearer ${(await session(refused)).token}` }),
    },
  })
})

/** The one client of the app: credentials and finished signatures are shared by all pages. */
export function cosClient(): Promise<COS> {
  return client.get()
}

/** The bucket, as the backend names it to anybody: for what needs no login. */
export function bucketConfig(): Promise<BucketConfig> {
  return config.get()
}

/** The credentials that the backend issues for a request: for the pages that show what else the SDK keeps to itself. */
export function fetchCredentials(request: CredentialsRequest): Promise<Record<string, unknown>> {
  return requestAsUser('POST', '/cos/credentials', request)
}
