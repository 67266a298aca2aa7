import { headersOf, isHeaderParam } from '../../../sdk/src/compat/header-params'

/** As the official SDK has them. */
const HEADERS: Readonly<Record<string, string>> = {
  MFA: 'x-cos-mfa',
  ContentMD5: 'content-md5',
  ContentType: 'content-type',
  Expires: 'expires',
  CacheControl: 'cache-control',
  ContentDisposition: 'content-disposition',
  ContentEncoding: 'content-encoding',
  Range: 'range',
  IfModifiedSince: 'if-modified-since',
  IfUnmodifiedSince: 'if-unmodified-since',
  IfMatch: 'if-match',
  IfNoneMatch: 'if-none-match',
  CopySource: 'x-cos-copy-source',
  CopySourceRange: 'x-cos-copy-source-range',
  MetadataDirective: 'x-cos-metadata-directive',
  CopySourceIfModifiedSince: 'x-cos-copy-source-if-modified-since',
  CopySourceIfUnmodifiedSince: 'x-cos-copy-source-if-unmodified-since',
  CopySourceIfMatch: 'x-cos-copy-source-if-match',
  CopySourceIfNoneMatch: 'x-cos-copy-source-if-none-match',
  ACL: 'x-cos-acl',
  GrantRead: 'x-cos-grant-read',
  GrantWrite: 'x-cos-grant-write',
  GrantFullControl: 'x-cos-grant-full-control',
  GrantReadAcp: 'x-cos-grant-read-acp',
  GrantWriteAcp: 'x-cos-grant-write-acp',
  StorageClass: 'x-cos-storage-class',
  TrafficLimit: 'x-cos-traffic-limit',
  MimeLimit: 'x-cos-mime-limit',
  ForbidOverwrite: 'x-cos-forbid-overwrite',
  SSECustomerAlgorithm: 'x-cos-server-side-encryption-customer-algorithm',
  SSECustomerKey: 'x-cos-server-side-encryption-customer-key',
  SSECustomerKeyMD5: 'x-cos-server-side-encryption-customer-key-md5',
  ServerSideEncryption: 'x-cos-server-side-encryption',
  SSEKMSKeyId: 'x-cos-server-side-encryption-cos-kms-key-id',
  SSEContext: 'x-cos-server-side-encryption-context',
  PicOperations: 'pic-operations',
}

describe('parameters that are headers', () => {
  it.each(Object.entries(HEADERS))('%s is %s', (name, header) => {
    expect(headersOf({ [name]: 'value' })).toEqual({ [header]: 'value' })
    expect(isHeaderParam(name)).toBe(true)
  })

  it('are x-cos-* as they are, and those among Headers, unless a parameter says otherwise', () => {
    const params = { 'x-cos-meta-by': 'me', ACL: 'private', Headers: { 'X-Cos-Acl': 'default', 'Cache-Control': 'a' } }
    expect(headersOf(params)).toEqual({ 'x-cos-meta-by': 'me', 'x-cos-acl': 'private', 'cache-control': 'a' })
  })

  it('are numbers and truths, too, but no objects; and nothing is none', () => {
    expect(headersOf({ TrafficLimit: 819_200, ForbidOverwrite: true, ACL: null, Expires: undefined })).toEqual({
      'x-cos-traffic-limit': '819200',
      'x-cos-forbid-overwrite': 'true',
    })
    expect(() => headersOf({ PicOperations: { rules: [] } })).toThrow('pic-operations')
  })

  it.each(['Key', 'Bucket', 'Body', 'FilePath', 'Content', 'If', 'SliceSize', 'CopySliceSize'])(
    'are not %s',
    (name) => {
      expect(headersOf({ [name]: 'value' })).toEqual({})
    },
  )

  it.each(['ContentLength', 'Expect'])('are known, and left to the platform: %s', (name) => {
    expect(headersOf({ [name]: '1' })).toEqual({})
    expect(isHeaderParam(name)).toBe(true)
  })
})
