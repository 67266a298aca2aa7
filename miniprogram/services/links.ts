import { linkLifetime } from '../config'
import { cosClient } from './client'
import { displayName } from './object-name'

/** A link that anyone can open, until it ends. */
export interface ShareLink {
  key: string
  name: string
  url: string
  until: Date
}

/** Links to some objects, all with one lifetime; those that could not be signed are left out, unless all are. */
export async function shareLinks(keys: readonly string[]): Promise<ShareLink[]> {
  const cos = await cosClient()
  const outcomes = await cos.presignAll(
    keys.map((Key) => ({ Key, Expires: linkLifetime, downloadName: displayName(Key) })),
  )
  const links = outcomes.flatMap((outcome, i) => {
    const key = keys[i] ?? ''
    if (outcome.status !== 'fulfilled') return []
    return { key, name: displayName(key), url: outcome.value.Url, until: new Date(outcome.value.ExpiredTime * 1000) }
  })
  const [failed] = outcomes.filter((outcome) => outcome.status === 'rejected')
  if (links.length === 0 && failed) throw failed.reason
  return links
}
