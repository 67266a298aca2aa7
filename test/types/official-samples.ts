/**
 * The samples of the official document "Generating Pre-Signed URL" for mini programs, word for word but for the bucket,
 * `var`, and its mistakes, with the import changed. They compile, and `integration/sdk` runs them.
 * @see https://cloud.tencent.com/document/product/436/36162
 */
import { COS } from 'cos-miniprogram'

const Bucket = 'photos-1250000000'
const Region = 'ap-guangzhou'

/** Constructing with a callback that fetches temporary credentials, as the official document shows it. */
export function withCallback(): COS {
  return new COS({
    getAuthorization: function (options, callback) {
      wx.request({
        url: 'https://example.com/server/sts.php',
        data: { bucket: options.Bucket, region: options.Region },
        dataType: 'json',
        success: function (result: {
          data: { credentials: Record<string, string>; startTime: number; expiredTime: number }
        }) {
          const data = result.data
          const credentials = data && data.credentials
          if (!data || !credentials) return console.error('credentials invalid')
          callback({
            TmpSecretId: credentials.tmpSecretId,
            TmpSecretKey: credentials.tmpSecretKey,
            SecurityToken: credentials.sessionToken,
            StartTime: data.startTime,
            ExpiredTime: data.expiredTime,
          })
        },
      })
    },
  })
}

/** Constructing with a permanent key, for debugging. */
export function withPermanentKey(SecretId: string, SecretKey: string): COS {
  return new COS({ SecretId: SecretId, SecretKey: SecretKey })
}

/** 1. A URL without a signature. */
export function unsigned(cos: COS): string {
  const url = cos.getObjectUrl({ Bucket: Bucket, Region: Region, Key: '头像.jpg', Sign: false })
  return url
}

/** 2. A signed URL as the returned string. */
export function returned(cos: COS): string {
  const url = cos.getObjectUrl({ Bucket: Bucket, Region: Region, Key: '头像.jpg' })
  return url
}

/** 3. Through a callback. */
export function calledBack(cos: COS, show: (text: unknown) => void): void {
  cos.getObjectUrl({ Bucket: Bucket, Region: Region, Key: '头像.jpg', Sign: true }, function (err, data) {
    show(err || data.Url)
  })
}

/** 4. With a lifetime. */
export function lasting(cos: COS, show: (text: unknown) => void): void {
  cos.getObjectUrl(
    { Bucket: Bucket, Region: Region, Key: '头像.jpg', Sign: true, Expires: 3600 },
    function (err, data) {
      show(err || (data && data.Url))
    },
  )
}

/** 5. Then `wx.downloadFile` with it. */
export function downloaded(cos: COS, show: (result: { statusCode: number; tempFilePath: string }) => void): void {
  cos.getObjectUrl({ Bucket: Bucket, Region: Region, Key: '头像.jpg', Sign: true }, function (err, data) {
    if (err) return
    wx.downloadFile({
      url: data.Url,
      success: function (res) {
        show(res)
      },
    })
  })
}

/** 6. With parameters and headers in the signature. */
export function processed(cos: COS, show: (text: unknown) => void): void {
  cos.getObjectUrl(
    {
      Bucket: Bucket,
      Region: Region,
      Key: '头像.jpg',
      Sign: true,
      Query: { 'imageMogr2/thumbnail/200x/': '' },
      Headers: { host: Bucket + '.cos.' + Region + '.myqcloud.com' },
    },
    function (err, data) {
      show(err || data.Url)
    },
  )
}

/** 7. A PUT URL, and `wx.request` with it. */
export function uploaded(cos: COS, show: (statusCode: number) => void): void {
  cos.getObjectUrl({ Bucket: Bucket, Region: Region, Method: 'PUT', Key: '1.jpg', Sign: true }, function (err, data) {
    if (err) return
    wx.request({
      url: data.Url,
      method: 'PUT',
      data: 'file content',
      header: { 'content-type': 'image/jpeg' },
      success: function (res) {
        show(res.statusCode)
      },
    })
  })
}

/** 8. The `Authorization` of a download. */
export function authorized(SecretId: string, SecretKey: string): string {
  const Authorization = COS.getAuthorization({
    SecretId: SecretId,
    SecretKey: SecretKey,
    Method: 'get',
    Key: 'a.jpg',
    Expires: 60,
    Query: {},
    Headers: {},
  })
  return Authorization
}
