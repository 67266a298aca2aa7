import { create } from '../screen'
import { api, ApiError } from './call'
import { fileStore } from './files/store'
import { requireAlbum } from './permissions'
import { mediaType } from './pictures'
import { requireAgreement } from './privacy'

const EXTENSIONS: Readonly<Record<string, RegExp>> = {
  jpeg: /\.jpe?g$/i,
  png: /\.png$/i,
  gif: /\.gif$/i,
  webp: /\.webp$/i,
  mp4: /\.(mp4|mov|m4v)$/i,
}

interface FileOptions {
  filePath: string
}

/** Saving out of the mini program: here each is a download of the browser. */
export const album = {
  saveImageToPhotosAlbum: saveApi('saveImageToPhotosAlbum', false),
  saveVideoToPhotosAlbum: saveApi('saveVideoToPhotosAlbum', true),
  openDocument: api('openDocument', ({ filePath }: FileOptions) => downloadFile(filePath)),
  saveFileToDisk: api('saveFileToDisk', ({ filePath }: FileOptions) => downloadFile(filePath)),
}

function saveApi(name: string, video: boolean) {
  return api(name, async ({ filePath }: FileOptions) => {
    await requireAgreement(name)
    requireAlbum()
    await saveMedia(filePath, video)
  })
}

// WeChat goes by the extension, and refuses a file whose content is something else.
async function saveMedia(path: string, video: boolean): Promise<void> {
  const type = await mediaType(fileStore.get(path).blob)
  const fits = type !== undefined && (type === 'mp4') === video && EXTENSIONS[type]?.test(path)
  if (!fits) throw new ApiError('invalid file type')
  downloadFile(path)
}

function downloadFile(path: string): void {
  const link = create('a')
  link.href = URL.createObjectURL(fileStore.get(path).blob)
  link.download = path.split('/').at(-1) ?? ''
  link.click()
  // The browser reads the file after the click, and the mini program may delete its own by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
