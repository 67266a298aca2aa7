import { COS } from 'cos-miniprogram'
import { openFile, saveToPhone } from '../../../miniprogram/services/save'
import { useWx } from './fake-wx'

const cos = new COS({
  Bucket: 'photos-1250000000',
  Region: 'ap-guangzhou',
  SecretId: 'AKIDexample',
  SecretKey: 'example',
})
jest.mock('../../../miniprogram/services/client', () => ({ cosClient: async () => cos }))

/** A phone that downloads a picture at once, and whose album answers with one of these. */
function usePhone(album: { errMsg: string } | undefined) {
  const calls: string[] = []
  const later =
    (name: string, failure?: object) => (options: { success?(r: object): void; fail?(e: object): void }) => {
      calls.push(name)
      if (failure) options.fail?.(failure)
      else options.success?.({ authSetting: {} })
    }
  const info = () => ({ platform: 'ios', language: 'zh_CN' })
  useWx({
    getDeviceInfo: info,
    getAppBaseInfo: info,
    getSetting: later('getSetting'),
    saveImageToPhotosAlbum: later('saveImageToPhotosAlbum', album),
    openDocument: async ({ filePath }: { filePath: string }) => void calls.push(`openDocument ${filePath}`),
    getFileSystemManager: () => ({ unlink: later('unlink') }),
  })
  const downloaded = { FilePath: 'wxfile://tmp/sea.jpg', ContentType: 'image/jpeg', Size: 3, RequestId: 'r' }
  const task = Object.assign(Promise.resolve(downloaded), { state: 'done', onStateChange: () => () => {} })
  jest.spyOn(cos, 'downloadFile').mockReturnValue(task as unknown as ReturnType<COS['downloadFile']>)
  return calls
}

test('a picture is saved by the SDK, which deletes the copy that was downloaded', async () => {
  const calls = usePhone(undefined)
  expect(await saveToPhone('u/a/sea.jpg')).toBe(true)
  expect(calls).toEqual(['getSetting', 'saveImageToPhotosAlbum', 'unlink'])
})

test('a person who cancels is not told of an error', async () => {
  usePhone({ errMsg: 'saveImageToPhotosAlbum:fail cancel' })
  expect(await saveToPhone('u/a/sea.jpg')).toBe(false)
})

test('any other failure is told in the words of the SDK', async () => {
  usePhone({ errMsg: 'saveImageToPhotosAlbum:fail invalid file type' })
  await expect(saveToPhone('u/a/sea.jpg')).rejects.toMatchObject({ code: 'Unsupported' })
})

test('what is no picture is opened by WeChat', async () => {
  const calls = usePhone(undefined)
  await openFile('u/a/report.pdf', () => undefined)
  expect(calls).toEqual(['openDocument wxfile://tmp/sea.jpg'])
})
