import { isoDate, xmlAnswer } from '../message/answer'
import { authorize, type Call } from '../call'
import type { RawResponse } from '../handler'
import type { Service } from '../service'
import { ownerOf } from './list-parameters'

/** GET Service: the buckets of a region, or of all regions. */
export async function listBuckets(call: Call, service: Service, region: string | undefined): Promise<RawResponse> {
  authorize(call, service, 'GetService', '*')
  const found = region === undefined || region === service.Region ? service.buckets : []
  const bucket = found.map((Name) => ({ Name, Location: service.Region, CreationDate: isoDate(0) }))
  return xmlAnswer(200, 'ListAllMyBucketsResult', { Owner: ownerOf(call), Buckets: { Bucket: bucket } })
}
