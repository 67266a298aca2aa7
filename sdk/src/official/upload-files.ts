import { invalidArgument } from '../errors/cos-error'
import type { OfficialError } from '../types/official-call'
import type {
  FileInfo,
  SliceUploadFileResult,
  UploadFileParams,
  UploadFilesParams,
  UploadFilesResult,
  UploadProgress,
} from '../types/official-uploads'

/** What uploading several files rests on. */
export interface FileUploader {
  upload(params: UploadFileParams): Promise<SliceUploadFileResult>
  /** Bytes; 0 where the file cannot be read. */
  sizeOf(FilePath: string): Promise<number>
}

type Outcome = UploadFilesResult['files'][number]

/** Uploads several files, and tells how each has ended; one that fails or is cancelled does not fail the others. */
export async function uploadFiles(uploader: FileUploader, params: UploadFilesParams): Promise<UploadFilesResult> {
  const { files, SliceSize, onProgress, onFileFinish } = params
  if (!Array.isArray(files)) throw invalidArgument('uploadFiles needs a list of files, as files.')
  const sizes = await Promise.all(files.map(({ FilePath }) => uploader.sizeOf(FilePath)))
  const progress = totalProgress(sizes, onProgress)
  const upload = async (file: UploadFileParams, Index: number): Promise<Outcome> => {
    const options = Object.assign(fileInfoOf(file), { Index })
    const outcome = await outcomeOf(
      uploader,
      Object.assign(SliceSize === undefined ? {} : { SliceSize }, file, {
        onTaskReady: (TaskId: string) => {
          options.TaskId = TaskId
          if (file.onTaskReady) file.onTaskReady(TaskId)
        },
        onProgress: (each: UploadProgress) => {
          if (file.onProgress) file.onProgress(each)
          progress(Index, each)
        },
      }),
    )
    if (onFileFinish) onFileFinish(outcome.error, outcome.data, options)
    return Object.assign(outcome, { options })
  }
  return { files: await Promise.all(files.map(upload)) }
}

async function outcomeOf(uploader: FileUploader, file: UploadFileParams): Promise<Omit<Outcome, 'options'>> {
  try {
    return { error: null, data: await uploader.upload(file) }
  } catch (thrown) {
    return { error: thrown as OfficialError, data: undefined }
  }
}

/** What is neither an object nor a function of what a file is uploaded with; its id comes later. */
export function fileInfoOf(params: object): FileInfo {
  const info: FileInfo = { TaskId: '' }
  for (const [name, value] of Object.entries(params)) {
    if (Object(value) !== value) info[name] = value
  }
  return info
}

/** Sums up how far each file is. */
function totalProgress(
  sizes: readonly number[],
  tell: (progress: UploadProgress) => void = () => {},
): (index: number, progress: UploadProgress) => void {
  const total = sum(sizes)
  const latest = sizes.map(() => ({ loaded: 0, speed: 0 }))
  return (index, { loaded, speed }) => {
    latest[index] = { loaded, speed }
    const loadedOfAll = sum(latest.map((each) => each.loaded))
    const percent = total > 0 ? Math.floor((loadedOfAll / total) * 100) / 100 : 1
    tell({ loaded: loadedOfAll, total, speed: sum(latest.map((each) => each.speed)), percent })
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
