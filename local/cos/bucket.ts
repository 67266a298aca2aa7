import { readHost } from './message/host'
import { noSuchBucket } from './message/rejection'
import type { Service } from './service'

/** What a host stands for here: a bucket, or the list of buckets in a region or in all of them. */
export type Place = { bucket: string } | { bucketsOf: string | undefined }

/** @throws {Rejection} `NoSuchBucket`, also for a bucket that is in another region */
export function findPlace(host: string, { buckets, Region }: Pick<Service, 'buckets' | 'Region'>): Place {
  const read = readHost(host)
  if (read === undefined) return { bucket: buckets[0] }
  if (read.kind === 'service') return { bucketsOf: read.region }
  if (read.kind === 'other' || !buckets.includes(read.bucket)) throw noSuchBucket()
  if (read.region !== undefined && read.region !== Region) throw noSuchBucket()
  return { bucket: read.bucket }
}
