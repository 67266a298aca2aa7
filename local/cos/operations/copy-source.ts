import { authorize, type Call } from '../call'
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
  const bucket = /^([a-z0-9-]+-\d+)\.cos[.-]/.exec(host)?.[1]
  // Another host is the one that the client uses for this COS.
  if (bucket === undefined && host !== call.headers.get('host'))
    throw invalidArgument('x-cos-copy-source names no bucket.')
  const source = { ...call, bucket: bucket ?? call.bucket, key: decodeKey(path) }
  authorize(source, service, 'GetObject')
  const object = service.objects.get(source.bucket, source.key)
  if (!object) throw noSuchKey()
  if (checkPreconditions(call.headers, object, 'x-cos-copy-source-') === 'not-modified') throw preconditionFailed()
  return object
}

function decodeKey(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    throw invalidUri()
  }
}
