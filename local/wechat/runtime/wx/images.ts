import { api, ApiError } from './call'
import { fileStore } from './files/store'
import { loadPicture, mediaType } from './pictures'

interface CompressOptions {
  src: string
  quality?: number
  compressedWidth?: number
}

/** Reading and shrinking pictures. */
export const images = {
  getImageInfo: api('getImageInfo', async ({ src }: { src: string }) => {
    const { naturalWidth: width, naturalHeight: height } = await loadPicture(src)
    const type = fileStore.has(src) ? await mediaType(fileStore.get(src).blob) : 'unknown'
    return { width, height, path: src, orientation: 'up', type: type ?? 'unknown' }
  }),
  compressImage: api('compressImage', async ({ src, quality = 80, compressedWidth }: CompressOptions) => {
    const picture = await loadPicture(src)
    const scale = compressedWidth === undefined ? 1 : compressedWidth / picture.naturalWidth
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.naturalWidth * scale)
    canvas.height = Math.round(picture.naturalHeight * scale)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    return { tempFilePath: fileStore.putTemporary(await toJpeg(canvas, quality / 100)) }
  }),
}

function toJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new ApiError('compress failed')) : resolve(blob)),
      'image/jpeg',
      quality,
    )
  })
}
