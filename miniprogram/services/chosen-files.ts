import { photoName } from './object-name'

/** A file on the phone that was chosen for uploading. */
export interface ChosenFile {
  path: string
  name: string
  /** It came with this name: a photo of the album comes without one. */
  named: boolean
  size: number
  /** Can be shown by its path. */
  image: boolean
  /** Of the folder in which it is put. @default the album itself */
  prefix?: string
}

/** Lets the person choose photos and videos. Empty where they changed their mind. */
export async function choosePhotos(now: () => number = Date.now): Promise<ChosenFile[]> {
  const { tempFiles } = await wx.chooseMedia({
    count: 9,
    mediaType: ['image', 'video'],
    sizeType: ['original', 'compressed'],
  })
  const chosenAt = new Date(now())
  return Promise.all(
    tempFiles.map(async ({ tempFilePath, size, fileType }, index) => {
      const image = fileType !== 'video'
      const name = photoName(chosenAt, index, image ? await imageType(tempFilePath) : 'mp4')
      return { path: tempFilePath, name, named: false, size, image }
    }),
  )
}

/** Lets the person choose files from a conversation: the only way to files that are not photos. */
export async function chooseFiles(): Promise<ChosenFile[]> {
  const { tempFiles } = await wx.chooseMessageFile({ count: 9, type: 'all' })
  return tempFiles.map(({ path, name, size, type }) => ({ path, name, named: true, size, image: type === 'image' }))
}

/** A photo comes without a name, and its path must not be taken apart: the platform knows what it is. */
async function imageType(path: string): Promise<string> {
  try {
    return (await wx.getImageInfo({ src: path })).type
  } catch {
    return 'unknown'
  }
}
