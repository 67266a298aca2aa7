import { COS } from 'cos-miniprogram'
import { samplesPrefix } from '../../config'
import { CachedPromise } from '../../services/cached-promise'
import { bucketConfig } from '../../services/client'
import { session } from '../../services/session'
import { fetchAndRemember } from './issued-credentials'

/** A client of its own, whose credentials the page can show and hand to the other signer. */
const client = new CachedPromise(async () => {
  return new COS({ ...(await bucketConfig()), credentials: { getCredentials: fetchAndRemember } })
})

/** The client of this page. */
export function linkClient(): Promise<COS> {
  return client.get()
}

/** A key to begin with: the person's newest object, else a sample. */
export async function firstKey(): Promise<string> {
  const [cos, { Prefix }] = await Promise.all([client.get(), session()])
  for (const folder of [Prefix, samplesPrefix]) {
    const { Contents } = await cos.listObjects({ Prefix: folder, MaxKeys: 2 })
    const found = Contents.find(({ Key }) => !Key.endsWith('/'))
    if (found) return found.Key
  }
  return ''
}
