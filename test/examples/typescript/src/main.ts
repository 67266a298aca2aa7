import {
  COS,
  CosError,
  isCosError,
  type COSOptions,
  type Platform,
  type TransferTask,
  type UploadResult,
} from 'cos-miniprogram'
import { saveToAlbum } from 'cos-miniprogram/album'
import CompatibleCOS from 'cos-miniprogram/compat'
import { connectOfficial, toCosError, type OfficialConstructor } from 'cos-miniprogram/official'
import { Presigner, type PresignedRequest } from 'cos-miniprogram/presign'
import { createTestWx } from 'cos-miniprogram/testing'

declare const wx: Platform
declare const Official: OfficialConstructor

const options: COSOptions = {
  Bucket: 'photos-1250000000',
  Region: 'ap-guangzhou',
  wx,
  credentials: {
    getCredentials: async ({ Key, Actions }) => ({
      TmpSecretId: Key,
      TmpSecretKey: Actions[0] ?? '',
      SecurityToken: '',
      ExpiredTime: 1,
    }),
  },
}

export const cos = new COS(options)
export const official = connectOfficial(Official, cos)
export const compatible = new CompatibleCOS({
  getAuthorization: (_request, callback) => callback({ Authorization: '' }),
})
export const tested = new COS({ ...options, wx: createTestWx().wx })

export async function upload(FilePath: string): Promise<string> {
  const task: TransferTask<UploadResult> = cos.uploadFile({
    Key: 'a',
    FilePath,
    onProgress: ({ percent }) => void percent,
  })
  const stop = task.onStateChange((state) => {
    if (state === 'failed') void task.retry()
  })
  try {
    const { ETag } = await task
    const signed: PresignedRequest = await new Presigner(options).presign({ Key: 'a' })
    const { saved } = await saveToAlbum(cos, { Key: 'a' })
    return saved ? ETag : signed.Url
  } catch (error) {
    if (isCosError(error) && error.code === 'ClockSkew') return error.hint
    throw error instanceof CosError ? error : toCosError(error)
  } finally {
    stop()
  }
}

export function wrongUse(): void {
  // @ts-expect-error a key is a text
  void cos.presign({ Key: 1 })
  // @ts-expect-error either a file or a body
  void cos.uploadFile({ Key: 'a', FilePath: 'a', Body: 'a' })
}
