import { attempt, contextOf, outcomeOf, Presigner } from './presigner'
import { deleteObject, headObject, listObjects } from './request/objects'
import type { ClientContext } from './request/client-context'
import { checkParams, refuseCallback } from './request/validate'
import { downloadFile } from './transfer/download/download'
import { queuedTransport } from './transfer/transport'
import { UPLOAD_PARAMS } from './transfer/upload/object-headers'
import { abortOrphans } from './transfer/upload/abort-orphans'
import { discardUpload, findResumableUpload, resumableUploads } from './transfer/upload/resumable-uploads'
import { uploadFile } from './transfer/upload/upload'
import type { COSOptions } from './types/client'
import type { HeadObjectResult, ListParams, ListResult, SharedFolder } from './types/objects'
import type { ObjectParams } from './types/signing'
import type {
  DownloadParams,
  DownloadResult,
  FindUploadParams,
  ResumableUpload,
  TransferTask,
  UploadParams,
  UploadResult,
} from './types/transfers'

/** Transfers of files, and the few calls around them. */
export class COS extends Presigner {
  /** @throws CosError `InvalidArgument` where the options name no source of credentials */
  constructor(options: COSOptions) {
    super(options, queuedTransport)
  }

  /**
   * Uploads by `wx.request` PUT to signed URLs: one PUT, or parts where the file is large. An upload in parts goes on
   * after a restart where the same file is uploaded to the same key.
   * @throws CosError `InvalidArgument` at once; anything else rejects the task
   */
  uploadFile(params: UploadParams): TransferTask<UploadResult> {
    checkGiven(arguments, UPLOAD_PARAMS)
    return uploadFile(() => activeContext(this), params)
  }

  /**
   * Downloads by `wx.downloadFile` from a signed URL; in ranges, by `wx.request`, where one request cannot bring the file
   * within the platform's minute. Ranges go on after a restart where the same object is downloaded again. An HTTP error
   * is an error, never a file; and so is a file that is not all of the object.
   * @throws CosError `InvalidArgument` at once; anything else rejects the task
   */
  downloadFile(params: DownloadParams): TransferTask<DownloadResult> {
    checkGiven(arguments)
    return downloadFile(() => activeContext(this), params)
  }

  /**
   * Uploads in parts that this app has begun and not ended, those of earlier starts among them, without those that a
   * task holds; the last used first. Upload the same file to its `Key` to go on.
   * @throws CosError `Unsupported` where there is no platform
   */
  resumableUploads(): ResumableUpload[] {
    return resumableUploads(activeContext(this))
  }

  /** The one that was begun with the same file, told by its size and digest, whatever its path is now. */
  findResumableUpload(params: FindUploadParams): Promise<ResumableUpload | undefined> {
    return call(this, arguments, (context) => findResumableUpload(context, params))
  }

  /** Gives one up: it is forgotten here, and cleaned up on COS, later if need be. */
  discardUpload(upload: ResumableUpload): void {
    checkParams('discardUpload', upload, /^(size|loaded|lastUsed)$/)
    discardUpload(activeContext(this), upload)
  }

  /** What COS says of an object, without its content. */
  headObject(params: ObjectParams): Promise<HeadObjectResult> {
    return call(this, arguments, (context) => headObject(context, params))
  }

  /** Deletes an object; that there is none is no failure. */
  deleteObject(params: ObjectParams): Promise<void> {
    return call(this, arguments, (context) => deleteObject(context, params))
  }

  /** One page of a folder. */
  listObjects(params: ListParams): Promise<ListResult> {
    return call(this, arguments, (context) => listObjects(context, params))
  }

  /** Signed links to one page of what lies below a prefix: `listObjects`, then each key signed as in `presignAll`. */
  shareFolder(params: ListParams & { Expires?: number }): Promise<SharedFolder> {
    return call(this, arguments, async (context) => {
      const { Contents, NextMarker } = await listObjects(context, params)
      const Links = Contents.map(({ Key, Size }) =>
        outcomeOf(context, Object.assign({}, params, { Key })).then((outcome) => Object.assign({ Key, Size }, outcome)),
      )
      return { Links: await Promise.all(Links), NextMarker }
    })
  }
}

/** A call that gives a promise, which all failures reject. @param given - its arguments */
function call<Result>(
  client: COS,
  given: ArrayLike<unknown>,
  start: (context: ClientContext) => Promise<Result>,
): Promise<Result> {
  return attempt(() => {
    checkGiven(given)
    return start(activeContext(client))
  })
}

/**
 * Checks the arguments of a call, as plain JavaScript gives them.
 * @param ownNames - parameters that only this call knows
 * @throws CosError `InvalidArgument` for what are no parameters, and for a callback
 */
function checkGiven(given: ArrayLike<unknown>, ownNames?: RegExp): void {
  checkParams('This call', given[0], ownNames)
  refuseCallback(given)
}

/** A client's context, with the login of now; what earlier starts of the app have left on COS is cleaned up meanwhile. */
function activeContext(client: COS): ClientContext {
  const context = contextOf(client)
  abortOrphans(context)
  return context
}
