/**
 * A COS on this machine, for the demo, for tests and for tools: it checks every signature, token and policy as the
 * documents say, and serves the official SDKs as clients. From a request to its answer:
 *
 *     http.ts          bytes on a socket  ⇄  a `RawRequest`, a `RawResponse` (the sockets are those of `local/http`)
 *     cos.ts           takes the request apart, finds out who signed it, turns refusals into COS's error documents
 *     message/         reading and writing HTTP: target, headers, bodies, XML, ranges, forms, CORS
 *     access/          signatures, keys, tokens and policies
 *     operation.ts     which of `operations/` it is; there, one file for each
 *     image/           what `imageMogr2` and `imageInfo` make of an object
 *     catalog/         objects, uploads in parts, and their bytes
 *     storage/         where that is kept: in memory, or in a folder
 *     faults.ts        what goes wrong where a test wants it to
 */
export { createCos, type CosOptions, type LogEntry } from './cos'
export { crc64 } from './catalog/crc64'
export { ConnectionCut, type Fault, type Faults, type Sleep } from './faults'
export type { RawHandler, RawRequest, RawResponse } from './handler'
export { serve } from './http'
export { diskStorage } from './storage/disk'
export { memoryStorage } from './storage/memory'
export type { Storage, StorageRecord } from './storage/storage'
export { createSts, StsError, type Sts, type StsAnswer } from './access/sts'
