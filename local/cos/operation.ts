import type { Operation } from './call'
import { abortUpload } from './operations/abort-upload'
import { beginUpload } from './operations/begin-upload'
import { headBucket, putBucket } from './operations/bucket'
import { completeUpload } from './operations/complete-upload'
import { copyObject } from './operations/copy-object'
import { copyPart } from './operations/copy-part'
import { deleteObject } from './operations/delete-object'
import { deleteObjects } from './operations/delete-objects'
import { getObject, headObject } from './operations/get-object'
import { listObjects } from './operations/list-objects'
import { listParts } from './operations/list-parts'
import { listUploads } from './operations/list-uploads'
import { postObject } from './operations/post-object'
import { putObject } from './operations/put-object'
import { uploadPart } from './operations/upload-part'
import type { Headers } from './message/headers'
import { methodNotAllowed } from './message/rejection'
import type { Parameters } from './message/target'

/** What decides which operation a request is. */
export interface Request {
  method: string
  key: string
  parameters: Parameters
  headers: Headers
}

/** Parts of COS that are not here; taken for a plain GET or PUT they would do something else. */
const ABSENT = ['accelerate', 'acl', 'append', 'cors', 'domain', 'encryption', 'inventory', 'legal-hold', 'lifecycle']
  .concat(['location', 'logging', 'notification', 'object-lock', 'origin', 'policy', 'referer', 'replication'])
  .concat(['restore', 'retention', 'select', 'tagging', 'torrent', 'versioning', 'versions', 'website'])

/** @throws {Rejection} `MethodNotAllowed` where there is none */
export function findOperation(request: Request): Operation {
  const operation = request.key === '' ? bucketOperation(request) : objectOperation(request)
  if (!operation || ABSENT.some((name) => request.parameters.has(name))) {
    throw methodNotAllowed()
  }
  return operation
}

/** Whether the signature comes in the body, so that it cannot be checked before the body is read. */
export function isSignedByForm(operation: Operation): boolean {
  return operation === postObject
}

function bucketOperation({ method, parameters }: Request): Operation | undefined {
  switch (method) {
    case 'GET':
      return parameters.has('uploads') ? listUploads : listObjects
    case 'HEAD':
      return headBucket
    case 'PUT':
      return putBucket
    case 'POST':
      return parameters.has('delete') ? deleteObjects : postObject
    default:
      return undefined
  }
}

function objectOperation({ method, parameters, headers }: Request): Operation | undefined {
  const hasUpload = parameters.has('uploadId')
  switch (method) {
    case 'GET':
      return hasUpload ? listParts : getObject
    case 'HEAD':
      return headObject
    case 'PUT':
      if (headers.has('x-cos-copy-source')) return hasUpload ? copyPart : copyObject
      return hasUpload ? uploadPart : putObject
    case 'POST':
      if (parameters.has('uploads')) return beginUpload
      return hasUpload ? completeUpload : undefined
    case 'DELETE':
      return hasUpload ? abortUpload : deleteObject
    default:
      return undefined
  }
}
