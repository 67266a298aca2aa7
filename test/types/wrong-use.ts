/** What the types refuse, and what they promise: compiled, never run. */
import { expectTypeOf } from 'expect-type'
import COSByDefault, {
  COS,
  CosError,
  Presigner as MainPresigner,
  isCosError,
  type CosErrorCode,
  type CredentialsRequest,
  type HeadObjectResult,
  type ListResult,
  type PresignedRequest,
  type PresignOutcome,
  type SharedFolder,
} from 'cos-miniprogram'
import { isCosError as isPresignError, Presigner } from 'cos-miniprogram/presign'

declare const cos: COS
const place = { Bucket: 'photos-1250000000', Region: 'ap-guangzhou' }

export function constructing(): void {
  void new COS({ ...place, credentials: { url: 'https://example.com/credentials' } })
  void new COS({ credentials: { url: '/c', method: 'GET', headers: (refused) => ({ again: String(refused) }) } })
  void new COS({ credentials: { getCredentials: async ({ Bucket, Key }) => ({ Bucket, Key }) } })
  void new Presigner({ SecretId: 'AKIDEXAMPLE', SecretKey: 'example' })
  // @ts-expect-error something that can't send
  void new COS({ wx: {}, credentials: { url: '/c' } })
  // @ts-expect-error no source of credentials
  void new COS(place)
  // @ts-expect-error half a key
  void new COS({ SecretId: 'AKIDEXAMPLE' })
  // @ts-expect-error no such source
  void new COS({ credentials: { token: 'x' } })
  // @ts-expect-error no such method
  void new COS({ credentials: { url: '/c', method: 'PUT' } })
  // @ts-expect-error not a promise
  void new COS({ credentials: { getCredentials: (request: CredentialsRequest) => request.Key } })
  // @ts-expect-error a scheme ends in a colon
  void new COS({ ...place, Protocol: 'https', credentials: { url: '/c' } })
}

export function signing(): void {
  void cos.presign({ Key: 'a', Method: 'PUT', Query: { a: 1, b: null }, stable: true, downloadName: 'a.jpg' })
  // @ts-expect-error no key
  void cos.presign({})
  // @ts-expect-error a number is no key
  void cos.presign({ Key: 7 })
  // @ts-expect-error lower case is for getObjectUrl alone
  void cos.presign({ Key: 'a', Method: 'put' })
  // @ts-expect-error no such method
  void cos.presign({ Key: 'a', Method: 'PATCH' })
  // @ts-expect-error misspelled
  void cos.presign({ Key: 'a', expires: 60 })
  // @ts-expect-error text is no lifetime
  void cos.presign({ Key: 'a', Expires: '60' })
  // @ts-expect-error an object is no value
  void cos.presign({ Key: 'a', Query: { a: {} } })
  // @ts-expect-error the path style does not exist
  void cos.presign({ Key: 'a', ForcePathStyle: true })
  // @ts-expect-error the bucket itself is nothing that callers sign
  void cos.presign({ Key: 'a', Prefix: '' })
  // @ts-expect-error no secret
  COS.getAuthorization({ SecretId: 'AKIDEXAMPLE' })
}

export function movingOver(callback: () => void): void {
  void new COSByDefault({
    SecretId: 'AKIDEXAMPLE',
    SecretKey: 'example',
    SecurityToken: 'x',
    StartTime: 1,
    ExpiredTime: 2,
  })
  void cos.uploadFile({ Key: 'a', FilePath: 'b', CacheControl: 'no-cache', SliceSize: 5, 'x-cos-meta-by': 'me' })
  COS.getAuthorization({
    SecretId: 'AKIDEXAMPLE',
    SecretKey: 'example',
    method: 'get',
    pathname: '/a',
    params: { a: 1 },
  })
  // @ts-expect-error promises are given, callbacks are not taken
  void cos.headObject({ Key: 'a' }, callback)
  // @ts-expect-error only uploads are stored with something
  void cos.presign({ Key: 'a', CacheControl: 'no-cache' })
  // @ts-expect-error no header has such a value
  void cos.uploadFile({ Key: 'a', FilePath: 'b', 'x-cos-meta-by': {} })
}

export function results(): void {
  expectTypeOf(cos.presign({ Key: 'a' })).toEqualTypeOf<Promise<PresignedRequest>>()
  expectTypeOf(cos.presignAll([{ Key: 'a' }])).toEqualTypeOf<Promise<PresignOutcome[]>>()
  expectTypeOf(cos.getObjectUrl({ Key: 'a', Method: 'put' })).toEqualTypeOf<string>()
  expectTypeOf(cos.clearCredentials()).toEqualTypeOf<void>()
  expectTypeOf(cos.headObject({ Key: 'a' })).toEqualTypeOf<Promise<HeadObjectResult>>()
  expectTypeOf(cos.deleteObject({ Key: 'a' })).toEqualTypeOf<Promise<void>>()
  expectTypeOf(cos.listObjects({ Prefix: 'a/' })).toEqualTypeOf<Promise<ListResult>>()
  expectTypeOf(cos.shareFolder({ Prefix: 'a/', Expires: 60 })).toEqualTypeOf<Promise<SharedFolder>>()
  expectTypeOf(COS.getAuthorization({ SecretId: 'AKIDEXAMPLE', SecretKey: 'example' })).toEqualTypeOf<string>()
  expectTypeOf<COS>().toExtend<MainPresigner>()
}

export function callbacks(): void {
  cos.getObjectUrl({ Key: 'a' }, (err, data) => {
    if (err) {
      expectTypeOf(err).toEqualTypeOf<CosError>()
      expectTypeOf(data).toEqualTypeOf<undefined>()
    } else {
      expectTypeOf(err).toEqualTypeOf<null>()
      expectTypeOf(data).toEqualTypeOf<{ Url: string }>()
    }
    // @ts-expect-error there may be no data
    return data.Url
  })
}

export function errors(thrown: unknown, outcome: PresignOutcome): void {
  if (isCosError(thrown)) {
    expectTypeOf(thrown.code).toEqualTypeOf<CosErrorCode>()
    expectTypeOf(thrown.hint).toEqualTypeOf<string>()
    expectTypeOf(thrown.retryable).toEqualTypeOf<boolean>()
    expectTypeOf(thrown.statusCode).toEqualTypeOf<number | undefined>()
    expectTypeOf(thrown.RequestId).toEqualTypeOf<string | undefined>()
    expectTypeOf(thrown.cause).toEqualTypeOf<unknown>()
    // @ts-expect-error no such code
    void (thrown.code === 'Forbidden')
    // @ts-expect-error read only
    thrown.code = 'Network'
  }
  if (isPresignError(thrown)) expectTypeOf(thrown.name).toEqualTypeOf<'CosError'>()
  if (outcome.status === 'fulfilled') expectTypeOf(outcome.value).toEqualTypeOf<PresignedRequest>()
  else expectTypeOf(outcome.reason).toEqualTypeOf<CosError>()
}
