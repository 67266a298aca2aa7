import { officialMethod, type Settle } from '../official/callbacks'
import { fileInfoOf, uploadFiles } from '../official/upload-files'
import { describeFile } from '../platform/files'
import type { OfficialMethod } from '../types/official-call'
import type { OfficialMethods } from '../types/official-client'
import type { SliceUploadFileResult, UploadFileParams, UploadFilesParams } from '../types/official-uploads'
import type { TransferTask } from '../types/transfers'
import { paramsOf } from './params'
import { settleWith } from './request-methods'
import type { UploadList } from './upload-list'
import type { Upload } from './upload-task'
import { postObject, putObject, sliceUploadFile, uploadFile, type UploadContext } from './uploads'

type Start<Params, Result> = (context: UploadContext, params: Params) => TransferTask<Result>

/** What uploads: each becomes a task of the list. */
export function uploadMethods(
  context: UploadContext,
  list: UploadList,
): Pick<OfficialMethods, 'putObject' | 'postObject' | 'sliceUploadFile' | 'uploadFile' | 'uploadFiles'> {
  const add = <Params extends Upload<Result>['params'], Result>(
    start: Start<Params, Result>,
    given: Params,
    settle: Settle<Result>,
  ): void => {
    try {
      const params = paramsOf(context.currentContext(), given)
      list.add({ params, start: () => start(context, params), settle })
    } catch (thrown) {
      settleWith(Promise.reject(thrown), settle)
    }
  }
  const method = <Params extends Upload<Result>['params'], Result>(
    start: Start<Params, Result>,
  ): OfficialMethod<Params, Result> =>
    officialMethod((params: Params, settle: Settle<Result>) => add(start, params, settle))

  const upload = (params: UploadFileParams, settle: Settle<SliceUploadFileResult>) =>
    add(uploadFile, ...withFinish(params, settle))
  const uploader = {
    upload: (params: UploadFileParams) =>
      new Promise<SliceUploadFileResult>((resolve, reject) => {
        upload(params, (error, result) => (error ? reject(error) : resolve(result as SliceUploadFileResult)))
      }),
    sizeOf: (FilePath: string) =>
      describeFile(context.currentContext().environment, FilePath, false).then(
        ({ size }) => size,
        () => 0,
      ),
  }
  return {
    putObject: method(putObject),
    postObject: method(postObject),
    sliceUploadFile: method(sliceUploadFile),
    uploadFile: officialMethod(upload),
    uploadFiles: officialMethod((params: UploadFilesParams, settle) =>
      settleWith(uploadFiles(uploader, params), settle),
    ),
  }
}

/** Tells `onFileFinish` before the call ends. */
function withFinish(
  params: UploadFileParams,
  settle: Settle<SliceUploadFileResult>,
): [UploadFileParams, Settle<SliceUploadFileResult>] {
  const { onTaskReady, onFileFinish } = Object(params) as UploadFileParams
  const info = fileInfoOf(Object(params))
  return [
    Object.assign({}, params, {
      onTaskReady: (TaskId: string) => {
        info.TaskId = TaskId
        if (onTaskReady) onTaskReady(TaskId)
      },
    }),
    (error, result) => {
      if (onFileFinish) onFileFinish(error, result, info)
      settle(error, result)
    },
  ]
}
