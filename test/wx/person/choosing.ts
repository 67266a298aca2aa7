import type { AppProcess } from '../app-process'
import { PlatformError } from '../callbacks'
import type { FileStore } from '../files/store'
import { appFunction } from './app-function'
import type { PersonState } from './person'

/** What `wx.chooseMedia` and its kin take; what else they do makes no difference here. */
interface ChoosingOptions {
  /** Files at most. @default 9 */
  count?: number
}

/** `wx.chooseMedia`, `wx.chooseImage` and `wx.chooseMessageFile`: the files that the person chooses. */
export function choosingFunctions({ person }: Pick<PersonState, 'person'>, files: FileStore, process: AppProcess) {
  const chosen = ({ count = 9 }: ChoosingOptions) => {
    if (person.chooses.length === 0) throw new PlatformError('cancel')
    return person.chooses.slice(0, count).map((path) => {
      const { content, modified } = files.get(path)
      return { path, size: content.size, type: typeOf(path), time: modified }
    })
  }
  return {
    chooseMedia: appFunction(process, 'chooseMedia', (options: ChoosingOptions) => {
      const tempFiles = chosen(options).map(({ path, size, type }) => ({
        tempFilePath: path,
        size,
        fileType: type === 'video' ? type : 'image',
        ...(type === 'video' ? { duration: 10, width: 1920, height: 1080, thumbTempFilePath: path } : {}),
      }))
      const [first] = tempFiles
      return {
        tempFiles,
        type: tempFiles.every(({ fileType }) => fileType === first?.fileType) ? first?.fileType : 'mix',
      }
    }),
    chooseImage: appFunction(process, 'chooseImage', (options: ChoosingOptions) => {
      const tempFiles = chosen(options).map(({ path, size }) => ({ path, size }))
      return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles }
    }),
    chooseMessageFile: appFunction(process, 'chooseMessageFile', (options: ChoosingOptions) => ({
      tempFiles: chosen(options).map((file) => ({ ...file, name: file.path.slice(file.path.lastIndexOf('/') + 1) })),
    })),
  }
}

function typeOf(path: string): 'video' | 'image' | 'file' {
  if (/\.(mp4|mov|m4v|3gp)$/i.test(path)) return 'video'
  return /\.(jpe?g|png|gif|webp|heic|bmp)$/i.test(path) ? 'image' : 'file'
}
