import { deleteObject, headObject, listObjects } from './objects'
import { coreOf, outcomeOf, Presigner } from './presigner'
import { PLATFORM_RULES } from './platform/file-failure'
import { request } from './platform/request'
import { downloadFile } from './transfer/download'
import { createSignal } from './transfer/signal'
import { SMALL } from './transfer/slots'
import { trafficOf } from './transfer/traffic'
import { uploadFile } from './transfer/upload'
import type {
  COSOptions,
  DownloadParams,
  DownloadResult,
  HeadObjectResult,
  ListParams,
  ListResult,
  ObjectParams,
  SharedFolder,
  TransferTask,
  UploadParams,
  UploadResult,
} from './types'

/** Transfers of files, and the few calls around them. */
export class COS extends Presigner {
  constructor(options: COSOptions) {
    super(options)
    const core = coreOf(this)
    core.send = (question) => {
      // Small requests have their place in the queue that all clients of a platform object share.
      const { platform, carry } = trafficOf(core)
      return carry(SMALL, createSignal(), () => request(platform, question, PLATFORM_RULES))
    }
  }

  /**
   * Uploads by `wx.request` PUT to signed URLs: one PUT, or parts where the file is large. An upload in parts goes on
   * after a restart where the same file is uploaded to the same key.
   * @throws CosError `InvalidArgument` at once; anything else rejects the task
   */
  uploadFile(params: UploadParams): TransferTask<UploadResult> {
    return uploadFile(coreOf(this), params)
  }

  /**
   * Downloads by `wx.downloadFile` from a signed URL. An HTTP error is an error, never a file; and so is a file that is
   * not all of the object.
   * @throws CosError `InvalidArgument` at once; anything else rejects the task
   */
  downloadFile(params: DownloadParams): TransferTask<DownloadResult> {
    return downloadFile(coreOf(this), params)
  }

  headObject(params: ObjectParams): Promise<HeadObjectResult> {
    return headObject(coreOf(this), params)
  }

  deleteObject(params: ObjectParams): Promise<void> {
    return deleteObject(coreOf(this), params)
  }

  /** One page of a folder. */
  listObjects(params: ListParams): Promise<ListResult> {
    return listObjects(coreOf(this), params)
  }

  /** Signed links to one page of what lies below a prefix: `listObjects`, then each key signed as in `presignAll`. */
  async shareFolder(params: ListParams & { Expires?: number }): Promise<SharedFolder> {
    const { Contents, NextMarker } = await this.listObjects(params)
    const Links = Contents.map(async ({ Key, Size }) =>
      Object.assign({ Key, Size }, await outcomeOf(coreOf(this), Object.assign({}, params, { Key }))),
    )
    return { Links: await Promise.all(Links), NextMarker }
  }
}
