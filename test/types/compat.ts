/** The official SDK's calls with the import changed: compiled, never run. `integration/compat` compiles and runs more. */
import { expectTypeOf } from 'expect-type'
import COS, { COS as Named, CosError, type OfficialError, Presigner } from 'cos-miniprogram/compat'

/** As the official README begins. */
export function constructing(): COS {
  expectTypeOf(Named).toEqualTypeOf(COS)
  new COS({ SecretId: 'a', SecretKey: 'b', SecurityToken: 'c', StartTime: 1, ExpiredTime: 2 })
  new COS({ credentials: { url: 'https://example.com' }, Bucket: 'photos-1250000000' })
  // @ts-expect-error no source of credentials
  new COS({ SimpleUploadMethod: 'putObject' })
  return new COS({
    SimpleUploadMethod: 'putObject',
    FileParallelLimit: 3,
    ChunkParallelLimit: 8,
    ChunkSize: 1024 * 1024,
    CorrectClockSkew: true,
    BeaconReporter: null,
    getAuthorization: function (options, callback) {
      expectTypeOf(options.Bucket).toEqualTypeOf<string>()
      callback({
        TmpSecretId: 'a',
        TmpSecretKey: 'b',
        SecurityToken: 'c',
        StartTime: 1,
        ExpiredTime: 2,
        ScopeLimit: true,
      })
    },
  })
}

export async function calling(cos: COS): Promise<void> {
  cos.postObject(
    {
      Bucket: 'test-1250000000',
      Region: 'ap-guangzhou',
      Key: 'a.jpg',
      FilePath: 'wxfile://a.jpg',
      onProgress: function (info) {
        expectTypeOf(info.percent).toEqualTypeOf<number>()
      },
    },
    function (err, data) {
      if (err) expectTypeOf(err).toEqualTypeOf<OfficialError>()
      else expectTypeOf(data.Location).toEqualTypeOf<string>()
    },
  )
  const { Body } = await cos.getObject({ Key: 'a', DataType: 'arraybuffer' })
  expectTypeOf(Body).toEqualTypeOf<string | ArrayBuffer>()
  cos.on('list-update', ({ list }) => list.forEach(({ state }) => state === 'uploading'))
  cos.cancelTask(cos.getTaskList()[0]?.id ?? '')
  expectTypeOf(cos.getObjectUrl({ Key: 'a', Sign: false })).toEqualTypeOf<string>()
  expectTypeOf(cos).toExtend<Presigner>()
  expectTypeOf<OfficialError>().toExtend<CosError>()
  // @ts-expect-error no key
  await cos.headObject({})
  // @ts-expect-error only cos-miniprogram/official has it
  await cos.putBucketCors({})
}
