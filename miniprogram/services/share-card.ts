import type { BucketConfig } from './bucket-config'
import type { ShareLink } from './links'
import { fromPageQuery, toPageQuery } from './page-query'

/**
 * How many links a card carries. It has no other store than the address of its page, each link has one to two thousand
 * characters, and WeChat documents no limit.
 */
export const CARD_LINKS = 3

/** What a friend's page shows of a link. */
export interface CardLink {
  name: string
  url: string
  /** Its real end, from the signature itself. */
  until: Date
}

/** The address of the page that shows the first links to whoever opens it. They are what the card gives away: no login. */
export function cardPath(links: readonly ShareLink[]): string {
  const carried = links.slice(0, CARD_LINKS).map(({ name, url }) => [name, url])
  return `/pages/share/share?links=${toPageQuery(JSON.stringify(carried))}`
}

/**
 * The links of a card. Anybody can write a card, so only addresses of the app's own bucket are taken.
 * @throws where that is no card of this app
 */
export function readCard(links: string, bucket: BucketConfig): CardLink[] {
  return carriedBy(links).map((link: unknown) => {
    const [name, url]: unknown[] = Array.isArray(link) ? link : []
    if (typeof name !== 'string' || typeof url !== 'string') throw new TypeError('A link is a name and an address')
    return { name, url, until: endOf(url, bucket) }
  })
}

function carriedBy(links: string): unknown[] {
  try {
    const carried: unknown = JSON.parse(fromPageQuery(links))
    if (Array.isArray(carried)) return carried
  } catch {
    // Cut off on its way, or never a card.
  }
  throw new TypeError('A card carries a list of links')
}

function endOf(url: string, { Bucket, Region, Domain }: BucketConfig): Date {
  const host = (Domain ?? `${Bucket}.cos.${Region}.myqcloud.com`).replace(/^https?:\/\//, '')
  const [, found, end] = /^https?:\/\/([^/?#@]+)\/.*[?&]q-sign-time=\d+(?:;|%3B)(\d+)/i.exec(url) ?? []
  if (found !== host) throw new TypeError('The link is not one of this app')
  return new Date(Number(end) * 1000)
}
