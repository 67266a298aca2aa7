import { authorize, type Call } from '../call'
import { findPlace } from '../bucket'
import { isCosHost } from '../message/host'
import { keyOf } from '../message/target'
import { checkReadable } from '../catalog/archive'
import type { StoredObject } from '../catalog/objects'
import { checkPreconditions } from '../message/precondition'
import { invalidArgument, invalidUri, noSuchKey, preconditionFailed } from '../message/rejection'
import type { Service } from '../service'

/**
 * The object that `x-cos-copy-source` names, as `{Bucket}.cos.{Region}.myqcloud.com/{encoded key}`. Whoever copies it
 * must be allowed to read it.
 */
export function readCopySource(call: Call, service: Service): StoredObject {
  const text = call.headers.get('x-cos-copy-source') ?? ''
  const [, host, path] = /^([^/?]+)\/([^?]+)$/.exec(text) ?? []
  if (host === undefined || path === undefined) throw invalidArgument('x-cos-copy-source must be host/key.')
  const source = { ...call, bucket: sourceBucket(host, call, service), key: keyOf(`/${decode(path)}`) }
  authorize(source, service, 'GetObject')
  const object = service.objects.get(source.bucket, source.key)
  if (!object) throw noSuchKey()
  checkReadable(object, call.now)
  if (checkPreconditions(call.headers, object, 'x-cos-copy-source-') === 'not-modified') throw preconditionFailed()
  return object
}

/** A host that is none of COS's has to be the one that the client uses for this COS. */
function sourceBucket(host: string, call: Call, service: Service): string {
  if (host === call.headers.get('host')) return call.bucket
  const place = isCosHost(host) ? findPlace(host, service) : undefined
  if (place && 'bucket' in place) return place.bucket
  throw invalidArgument('x-cos-copy-source names no bucket.')
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw invalidUri()
  }
}
