import { contextOf, Presigner } from '../presigner'
import { queuedTransport } from '../transfer/transport'
import { abortOrphans } from '../transfer/upload/abort-orphans'
import type { CosCallback, COSOptions } from '../types/client'
import type { OfficialMethods, OfficialTasks } from '../types/official-client'
import type { OfficialOptions } from '../types/official-options'
import type { GetObjectUrlParams } from '../types/signing'
import { failureOf } from './failure'
import { splitOptions } from './options'
import { requestMethods } from './request-methods'
import { unsupportedMethods } from './unsupported'
import { UploadList } from './upload-list'
import { uploadMethods } from './upload-methods'

/** The official SDK's everyday calls on this package's engine: each calls back, or gives a promise. */
export class COS extends Presigner implements OfficialMethods, OfficialTasks {
  /** Uploads text, bytes or a file in one request. */
  declare readonly putObject: OfficialMethods['putObject']
  /** Uploads a file in one request, as a form, by `wx.uploadFile`. */
  declare readonly postObject: OfficialMethods['postObject']
  /** Uploads a file: in parts where it is large. */
  declare readonly uploadFile: OfficialMethods['uploadFile']
  /** Uploads several files; one that fails does not fail the others. */
  declare readonly uploadFiles: OfficialMethods['uploadFiles']
  /** Uploads a file in parts. */
  declare readonly sliceUploadFile: OfficialMethods['sliceUploadFile']
  /** Downloads an object into memory. */
  declare readonly getObject: OfficialMethods['getObject']
  /** What COS says of an object, without its content. */
  declare readonly headObject: OfficialMethods['headObject']
  /** Deletes an object; that there is none is no failure. */
  declare readonly deleteObject: OfficialMethods['deleteObject']
  /** Deletes several objects; one that fails does not fail the others. */
  declare readonly deleteMultipleObject: OfficialMethods['deleteMultipleObject']
  /** Lists one page of a bucket. */
  declare readonly getBucket: OfficialMethods['getBucket']
  /** Copies an object on COS. */
  declare readonly putObjectCopy: OfficialMethods['putObjectCopy']
  /** Lists one page of the uploads in parts that are under way. */
  declare readonly multipartList: OfficialMethods['multipartList']
  /** Aborts uploads in parts. */
  declare readonly abortUploadTask: OfficialMethods['abortUploadTask']
  /** All uploads, in the order in which they came. */
  declare readonly getTaskList: OfficialTasks['getTaskList']
  /** Stops an upload: its call ends with `Aborted`. */
  declare readonly cancelTask: OfficialTasks['cancelTask']
  /** Stops an upload for a while: its call does not end. */
  declare readonly pauseTask: OfficialTasks['pauseTask']
  /** Goes on with an upload that is paused, or tries again one that has failed. */
  declare readonly restartTask: OfficialTasks['restartTask']
  /** Whether any upload runs or waits. */
  declare readonly isUploadRunning: OfficialTasks['isUploadRunning']
  /** Hears of all uploads, whenever something of them changes. */
  declare readonly on: OfficialTasks['on']
  /** Stops hearing of it. */
  declare readonly off: OfficialTasks['off']

  /** @throws CosError `InvalidArgument` where the options name no source of credentials */
  constructor(options: COSOptions & OfficialOptions) {
    const { client, uploads } = splitOptions(options)
    super(client, queuedTransport)
    const list = new UploadList(contextOf(this).environment, uploads)
    const currentContext = () => {
      const context = contextOf(this)
      abortOrphans(context)
      return context
    }
    Object.assign(
      this,
      unsupportedMethods(),
      requestMethods(currentContext),
      uploadMethods({ currentContext, settings: uploads }, list),
      list.facade(),
    )
  }

  /** As `Presigner.getObjectUrl`, with the official SDK's keys: a leading slash is taken away. */
  override getObjectUrl(params: GetObjectUrlParams, callback?: CosCallback<{ Url: string }>): string {
    const { Key } = Object(params)
    const tell: typeof callback = (...outcome) => {
      if (!callback) return
      if (outcome[0]) callback(failureOf(outcome[0]), undefined)
      else callback(...outcome)
    }
    const own = typeof Key === 'string' ? Object.assign({}, params, { Key: Key.replace(/^\//, '') }) : params
    return super.getObjectUrl(own, callback && tell)
  }
}
