import { readAuthorization } from './access/authorization'
import { checkTimes, type Identity } from './access/identity'
import { checkSignature, checkStrict, type Signable } from './access/verify'
import { findPlace } from './bucket'
import { checkKey } from './catalog/key'
import type { RawRequest, RawResponse } from './handler'
import { preflight } from './message/cors'
import { readHeaders } from './message/headers'
import { methodNotAllowed, pathStyleForbidden } from './message/rejection'
import { parseTarget } from './message/target'
import { findOperation, isSignedByForm } from './operation'
import { listBuckets } from './operations/list-buckets'
import type { Service } from './service'

/** Finds out what a request is about and who signed it, and has it done. @throws {Rejection} */
export async function dispatch(request: RawRequest, service: Service, now: number): Promise<RawResponse> {
  const headers = readHeaders(request.headers)
  const place = findPlace(headers.get('host') ?? '', service)
  if (request.method === 'OPTIONS') return preflight(headers, 'bucket' in place ? service.allowedOrigins : [])
  const target = parseTarget(request.target)
  const { method, body, remoteAddress } = request
  const { key } = target
  const received = { method, target, headers, body, remoteAddress, key, now }
  const identityOf = () => identify({ method, target, headers }, service, now)
  if ('bucketsOf' in place) {
    if (key !== '') throw pathStyleForbidden()
    if (method !== 'GET') throw methodNotAllowed()
    const call = { ...received, bucket: service.buckets[0], identity: identityOf() }
    return listBuckets(call, service, place.bucketsOf)
  }
  checkKey(key)
  const operation = findOperation({ method, key, parameters: target.parameters, headers })
  const identity = isSignedByForm(operation) ? undefined : identityOf()
  return operation({ ...received, bucket: place.bucket, identity }, service)
}

function identify(request: Signable, service: Service, now: number): Identity | undefined {
  const authorization = readAuthorization(request.headers, request.target.parameters)
  if (!authorization) return undefined
  const seconds = Math.floor(now / 1000)
  const identity = service.identities.find(authorization, seconds)
  checkTimes(authorization, seconds)
  checkStrict(request, authorization, service.strict)
  checkSignature(request, authorization, identity)
  return identity
}
