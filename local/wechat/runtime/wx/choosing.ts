import { api } from './call'
import { fileStore } from './files/store'
import { pickFiles } from './picker'
import { pictureSize } from './pictures'
import { requireAgreement } from './privacy'

interface ChooseMediaOptions {
  count?: number
  mediaType?: string[]
}

interface ChooseMessageFileOptions {
  count: number
  type?: 'all' | 'image' | 'video' | 'file'
  extension?: string[]
}

/** The functions of `wx` that let a person choose files. */
export const choosing = {
  chooseMedia: api('chooseMedia', async ({ count = 9, mediaType = ['image', 'video'] }: ChooseMediaOptions) => {
    await requireAgreement('chooseMedia')
    const kinds = mediaType.includes('mix') ? ['image', 'video'] : mediaType
    const files = await pickFiles({ accept: kinds.map((kind) => `${kind}/*`).join(','), count })
    const tempFiles = await Promise.all(files.map(toMedia))
    const [first] = tempFiles
    const mixed = tempFiles.some(({ fileType }) => fileType !== first?.fileType)
    return { tempFiles, type: mixed ? 'mix' : first?.fileType }
  }),
  chooseImage: api('chooseImage', async ({ count = 9 }: { count?: number }) => {
    await requireAgreement('chooseImage')
    const files = await pickFiles({ accept: 'image/*', count })
    const tempFiles = files.map((file) => ({ path: fileStore.putTemporary(file, file.name), size: file.size }))
    return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) }
  }),
  chooseMessageFile: api('chooseMessageFile', async ({ count, type, extension }: ChooseMessageFileOptions) => {
    await requireAgreement('chooseMessageFile')
    const files = await pickFiles({ accept: acceptOf(type, extension), count })
    return { tempFiles: files.map(toMessageFile) }
  }),
}

// A phone tells no name of what comes from the album, so the path has none in it either.
async function toMedia(file: File) {
  const isVideo = file.type.startsWith('video/')
  const tempFilePath = fileStore.putTemporary(file, file.name)
  return {
    tempFilePath,
    size: file.size,
    fileType: isVideo ? 'video' : 'image',
    duration: 0,
    thumbTempFilePath: '',
    ...(isVideo ? { width: 0, height: 0 } : await pictureSize(tempFilePath)),
  }
}

function toMessageFile(file: File) {
  const kind = file.type.split('/')[0]
  return {
    path: fileStore.putTemporary(file, file.name),
    name: file.name,
    size: file.size,
    time: Math.floor(file.lastModified / 1000),
    type: kind === 'image' || kind === 'video' ? kind : 'file',
  }
}

function acceptOf(type: string | undefined, extension: string[] | undefined): string {
  if (extension !== undefined) return extension.map((name) => `.${name.replace(/^\./, '')}`).join(',')
  return type === 'image' || type === 'video' ? `${type}/*` : ''
}
