import { info, type Finding } from '../finding'
import type { SelfTestContext } from './context'
import { wordsOf } from './request'
import { SAMPLES } from './samples'

/** What the phone's album takes: one picture or video of some pixels for each type. They stay there: nobody may delete them. */
export async function albumTypes(context: SelfTestContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { type, extension, base64, isVideo } of SAMPLES) {
    const filePath = context.path(`album.${extension}`)
    wx.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
    findings.push(
      info(`self.album.${type}`, await save(filePath, isVideo ? 'saveVideoToPhotosAlbum' : 'saveImageToPhotosAlbum')),
    )
  }
  return findings
}

function save(filePath: string, api: 'saveImageToPhotosAlbum' | 'saveVideoToPhotosAlbum'): Promise<string> {
  return new Promise((resolve) => {
    wx[api]({
      filePath,
      success: () => resolve('OK'),
      fail: (failure) => resolve(wordsOf(failure)),
    })
  })
}
