import type { Operation } from './call'
import type { Headers } from './message/headers'
import { methodNotAllowed } from './message/rejection'
import type { Parameters } from './message/target'
import { abortUpload } from './operations/abort-upload'
import { appendObject } from './operations/append-object'
import { beginUpload } from './operations/begin-upload'
import { getBucketAcl, getBucketLocation, headBucket, putBucket } from './operations/bucket'
import { completeUpload } from './operations/complete-upload'
import { copyObject } from './operations/copy-object'
import { copyPart } from './operations/copy-part'
import { deleteObject } from './operations/delete-object'
import { deleteObjects } from './operations/delete-objects'
import { getObject, headObject } from './operations/get-object'
import { listObjects } from './operations/list-objects'
import { listParts } from './operations/list-parts'
import { listUploads } from './operations/list-uploads'
import { listVersions } from './operations/list-versions'
import { getObjectAcl, putObjectAcl } from './operations/object-acl'
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './operations/object-tagging'
import { postObject } from './operations/post-object'
import { putObject } from './operations/put-object'
import { restoreObject } from './operations/restore-object'
import { uploadPart } from './operations/upload-part'

/** What decides which operation a request is. */
export interface Request {
  method: string
  key: string
  parameters: Parameters
  headers: Headers
}

type Operations = Readonly<Record<string, Operation>>

const OF_BUCKETS: Operations = {
  GET: listObjects,
  HEAD: headBucket,
  POST: postObject,
  PUT: putBucket,
  'GET ?acl': getBucketAcl,
  'GET ?location': getBucketLocation,
  'GET ?uploads': listUploads,
  'GET ?versions': listVersions,
  'POST ?delete': deleteObjects,
}

const OF_OBJECTS: Operations = {
  DELETE: deleteObject,
  GET: getObject,
  HEAD: headObject,
  PUT: putObject,
  'DELETE ?tagging': deleteObjectTagging,
  'DELETE ?uploadId': abortUpload,
  'GET ?acl': getObjectAcl,
  'GET ?tagging': getObjectTagging,
  'GET ?uploadId': listParts,
  'POST ?append': appendObject,
  'POST ?restore': restoreObject,
  'POST ?uploadId': completeUpload,
  'POST ?uploads': beginUpload,
  'PUT ?acl': putObjectAcl,
  'PUT ?tagging': putObjectTagging,
  'PUT ?uploadId': uploadPart,
}

/** Where `x-cos-copy-source` says what to put. */
const OF_COPIES: Operations = { PUT: copyObject, 'PUT ?uploadId': copyPart }

/** Parameters that make another thing of a request. Of some, there is no operation here, and none but a refusal. */
const SUBRESOURCES = ['accelerate', 'acl', 'append', 'cors', 'delete', 'domain', 'encryption', 'inventory']
  .concat(['legal-hold', 'lifecycle', 'location', 'logging', 'notification', 'object-lock', 'origin', 'policy'])
  .concat(['referer', 'replication', 'restore', 'retention', 'select', 'tagging', 'torrent', 'uploadId', 'uploads'])
  .concat(['versioning', 'versions', 'website'])

/** @throws {Rejection} `MethodNotAllowed` where there is none */
export function findOperation({ method, key, parameters, headers }: Request): Operation {
  const isCopy = method === 'PUT' && headers.has('x-cos-copy-source')
  const operations = key === '' ? OF_BUCKETS : isCopy ? OF_COPIES : OF_OBJECTS
  const [subresource, another] = SUBRESOURCES.filter((name) => parameters.has(name))
  const id = subresource === undefined ? method : `${method} ?${subresource}`
  const operation = Object.hasOwn(operations, id) ? operations[id] : undefined
  if (!operation || another !== undefined) throw methodNotAllowed()
  return operation
}

/** Whether the signature comes in the body, so that it cannot be checked before the body is read. */
export function isSignedByForm(operation: Operation): boolean {
  return operation === postObject
}
