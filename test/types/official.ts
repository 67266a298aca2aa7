/** The official SDK, connected: compiled, never run. */
import { expectTypeOf } from 'expect-type'
import { COS, CosError } from 'cos-miniprogram'
import { connectOfficial, type OfficialError, toCosError } from 'cos-miniprogram/official'
import { Presigner } from 'cos-miniprogram/presign'

/** As it comes without types, and as somebody may have typed it. */
declare const Untyped: ReturnType<typeof JSON.parse>
declare class Typed {
  constructor(options: {
    SecretId?: string
    getAuthorization?: (request: object, callback: (key: object) => void) => void
  })
  putObject(params: object): void
}
declare const cos: COS

export function connecting(presigner: Presigner): void {
  connectOfficial(Untyped, cos)
  connectOfficial(Typed, presigner, { SimpleUploadMethod: 'putObject' })
  // @ts-expect-error not a class
  connectOfficial({}, cos)
  // @ts-expect-error no client
  connectOfficial(Typed, {})
}

export async function calling(): Promise<void> {
  const official = connectOfficial(Typed, cos)
  official.putObject({ Key: 'a', Body: 'x', ACL: 'private', 'x-cos-meta-by': 'me' }, (err, data) => {
    if (err) {
      expectTypeOf(err).toEqualTypeOf<OfficialError>()
      expectTypeOf(err.error.Code).toEqualTypeOf<string>()
      expectTypeOf(err).toExtend<CosError>()
    } else expectTypeOf(data.ETag).toEqualTypeOf<string>()
  })
  const { Contents, IsTruncated } = await official.getBucket({ Prefix: 'a/' })
  expectTypeOf(Contents[0]?.Key).toEqualTypeOf<string | undefined>()
  expectTypeOf(IsTruncated).toEqualTypeOf<'true' | 'false'>()
  await official.request({ Method: 'POST', Key: 'a.jpg', Action: 'image_process', Headers: { 'Pic-Operations': '{}' } })
  await official.putBucketCors({ CORSRules: [] })
  official.on('list-update', ({ list }) => list.map(({ percent }) => percent))
  // @ts-expect-error no key
  await official.headObject({})
  // @ts-expect-error no such method
  await official.putObjects({ Key: 'a' })
  // @ts-expect-error a number is no body
  await official.putObject({ Key: 'a', Body: 7 })
  expectTypeOf(toCosError('x')).toEqualTypeOf<CosError>()
}
