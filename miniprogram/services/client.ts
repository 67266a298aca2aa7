import { COS, type CredentialsRequest } from 'cos-miniprogram'
import { backendUrl, requestBackend, textField } from './backend'
import { CachedPromise } from './cached-promise'
import { recordRequests } from './request-log'
import { requestAsUser, session } from './session'

/** Where the app's objects are. */
export interface BucketConfig {
  Bucket: string
  Region: string
  Domain?: string
}

const config = new CachedPromise<BucketConfig>(async () => {
  const answer = await requestBackend('GET', '/config')
  return {
    Bucket: textField(answer, 'Bucket', '/config'),
    Region: textField(answer, 'Region', '/config'),
    Domain: typeof answer.Domain === 'string' ? answer.Domain : undefined,
  }
})

const client = new CachedPromise(async () => {
  return new COS({
    ...(await config.get()),
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

/** The bucket, as the backend names it. */
export function bucketConfig(): Promise<BucketConfig> {
  return config.get()
}

/** The credentials that the backend issues for a request: for the pages that show what else the SDK keeps to itself. */
export function fetchCredentials(request: CredentialsRequest): Promise<Record<string, unknown>> {
  return requestAsUser('POST', '/cos/credentials', request)
}
