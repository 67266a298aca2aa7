import { info, type Finding } from '../finding'
import type { SelfTestContext } from './context'
import { wordsOf } from './request'
import { SAMPLES } from './samples'

/** What the phone's album takes: one picture of some pixels for each type. They stay there: nobody may delete them. */
export async function albumTypes(context: SelfTestContext): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const { type, extension, base64 } of SAMPLES) {
    const filePath = context.path(`album.${extension}`)
    wx.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
    findings.push(info(`self.album.${type}`, await save(filePath)))
  }
  return findings
}

function save(filePath: string): Promise<string> {
  return new Promise((resolve) => {
    wx.saveImageToPhotosAlbum({
      filePath,
      success: () => resolve('OK'),
      fail: (failure) => resolve(wordsOf(failure)),
    })
  })
}
