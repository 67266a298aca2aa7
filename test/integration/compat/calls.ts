/**
 * Calls as the official documents describe them: compiled against the types of compat, run on both SDKs, one after the
 * other on the same bucket. @see https://cloud.tencent.com/document/product/436/31953
 */
import type { COS } from 'cos-miniprogram/compat'

/** What a call has at hand. */
export interface Scene {
  cos: COS
  where: { Bucket: string; Region: string }
}

const cat = 'wxfile://tmp_cat.jpg'
const dog = 'wxfile://tmp_dog.jpg'
const video = 'wxfile://tmp_video.mp4'
const host = 'photos-1250000000.cos.ap-guangzhou.myqcloud.com'
const past = 'Thu, 01 Jan 2026 00:00:00 GMT'
const future = 'Fri, 01 Jan 2100 00:00:00 GMT'
const headers = {
  CacheControl: 'no-cache',
  ContentDisposition: 'attachment',
  ContentEncoding: 'identity',
  ContentType: 'text/x-example',
  Expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
  StorageClass: 'STANDARD_IA',
  'x-cos-meta-by': 'me',
} as const

/** By name. What comes first prepares what comes later. */
export const CALLS: Readonly<Record<string, (scene: Scene) => Promise<unknown>>> = {
  'putObject of text': ({ cos, where }) => cos.putObject({ ...where, Key: 'a.txt', Body: 'text' }),
  'putObject of bytes': ({ cos, where }) => cos.putObject({ ...where, Key: 'b.bin', Body: new ArrayBuffer(3) }),
  'putObject of a file': ({ cos, where }) => cos.putObject({ ...where, Key: 'c.jpg', FilePath: cat }),
  'putObject with headers': ({ cos, where }) => cos.putObject({ ...where, Key: 'd.txt', Body: 'text', ...headers }),
  'headObject with headers': ({ cos, where }) => cos.headObject({ ...where, Key: 'd.txt' }),
  'putObject of a key in Chinese, with a slash before': ({ cos, where }) =>
    cos.putObject({ ...where, Key: '/照片/1 2.txt', Body: 'text' }),
  'putObject that must not overwrite': ({ cos, where }) =>
    cos.putObject({ ...where, Key: 'a.txt', Body: 'other', ForbidOverwrite: 'true' }),
  'putObject of nothing': ({ cos, where }) => cos.putObject({ ...where, Key: 'a.txt' }),
  'putObject of a file that is not there': ({ cos, where }) =>
    cos.putObject({ ...where, Key: 'a.txt', FilePath: 'wxfile://none' }),
  'putObject without a key': ({ cos, where }) => cos.putObject({ ...where, Key: '', Body: 'x' }),
  'putObject into no bucket': ({ cos }) =>
    cos.putObject({ Bucket: 'none-1250000000', Region: 'ap-guangzhou', Key: 'a', Body: 'x' }),
  postObject: ({ cos, where }) =>
    cos.postObject({
      ...where,
      Key: 'form/e f.jpg',
      FilePath: cat,
      ...headers,
      ContentType: undefined,
      ACL: 'private',
    }),
  'headObject of a form': ({ cos, where }) => cos.headObject({ ...where, Key: 'form/e f.jpg' }),
  'postObject of a file that is not there': ({ cos, where }) =>
    cos.postObject({ ...where, Key: 'e', FilePath: 'wxfile://none' }),
  'uploadFile of a small file': ({ cos, where }) => cos.uploadFile({ ...where, Key: 'g.jpg', FilePath: cat }),
  'uploadFile of a large file': ({ cos, where }) =>
    cos.uploadFile({ ...where, Key: 'h.mp4', FilePath: video, SliceSize: 1024 * 1024, ...headers }),
  'headObject of parts': ({ cos, where }) => cos.headObject({ ...where, Key: 'h.mp4' }),
  'uploadFile of a file that is not there': ({ cos, where }) =>
    cos.uploadFile({ ...where, Key: 'h', FilePath: 'wxfile://none' }),
  sliceUploadFile: ({ cos, where }) =>
    cos.sliceUploadFile({ ...where, Key: 'i.mp4', FilePath: video, ChunkSize: 2 * 1024 * 1024, AsyncLimit: 2 }),
  'sliceUploadFile of a small file': ({ cos, where }) => cos.sliceUploadFile({ ...where, Key: 'j.jpg', FilePath: cat }),
  'sliceUploadFile into no bucket': ({ cos }) =>
    cos.sliceUploadFile({ Bucket: 'none-1250000000', Region: 'ap-guangzhou', Key: 'a', FilePath: video }),
  uploadFiles: ({ cos, where }) =>
    cos.uploadFiles({
      files: [
        { ...where, Key: 'k.jpg', FilePath: cat },
        { ...where, Key: 'l.jpg', FilePath: dog },
        { ...where, Key: 'm.mp4', FilePath: video },
        { Bucket: 'none-1250000000', Region: 'ap-guangzhou', Key: 'n.jpg', FilePath: cat },
      ],
      SliceSize: 2 * 1024 * 1024,
    }),
  getObject: ({ cos, where }) => cos.getObject({ ...where, Key: 'a.txt' }),
  'getObject of bytes': ({ cos, where }) => cos.getObject({ ...where, Key: 'b.bin', DataType: 'arraybuffer' }),
  'getObject of a range': ({ cos, where }) => cos.getObject({ ...where, Key: 'a.txt', Range: 'bytes=1-2' }),
  'getObject with other headers': ({ cos, where }) =>
    cos.getObject({ ...where, Key: 'a.txt', ResponseContentType: 'text/x-other', ResponseCacheControl: 'no-store' }),
  'getObject unless it is the same': ({ cos, where }) =>
    cos.getObject({ ...where, Key: 'a.txt', IfModifiedSince: future }),
  'getObject since long ago': ({ cos, where }) => cos.getObject({ ...where, Key: 'a.txt', IfModifiedSince: past }),
  'getObject if it is another': ({ cos, where }) => cos.getObject({ ...where, Key: 'a.txt', IfMatch: '"other"' }),
  'getObject of none': ({ cos, where }) => cos.getObject({ ...where, Key: 'none' }),
  'getObject of none, as bytes': ({ cos, where }) => cos.getObject({ ...where, Key: 'none', DataType: 'arraybuffer' }),
  'getObject of the bucket': ({ cos, where }) => cos.getObject({ ...where, Key: '/' }),
  headObject: ({ cos, where }) => cos.headObject({ ...where, Key: 'a.txt' }),
  'headObject unless it is the same': ({ cos, where }) =>
    cos.headObject({ ...where, Key: 'a.txt', IfModifiedSince: future }),
  'headObject of none': ({ cos, where }) => cos.headObject({ ...where, Key: 'none' }),
  putObjectCopy: ({ cos, where }) => cos.putObjectCopy({ ...where, Key: 'o.txt', CopySource: `${host}/a.txt` }),
  'putObjectCopy of a key in Chinese, with headers': ({ cos, where }) =>
    cos.putObjectCopy({
      ...where,
      Key: 'p.txt',
      CopySource: `${host}/${encodeURIComponent('照片')}/1%202.txt`,
      MetadataDirective: 'Replaced',
      ContentType: 'text/x-copy',
    }),
  'headObject of a copy': ({ cos, where }) => cos.headObject({ ...where, Key: 'p.txt' }),
  'putObjectCopy of none': ({ cos, where }) => cos.putObjectCopy({ ...where, Key: 'q', CopySource: `${host}/none` }),
  'putObjectCopy of nothing': ({ cos, where }) => cos.putObjectCopy({ ...where, Key: 'q', CopySource: 'a.txt' }),
  getBucket: ({ cos, where }) => cos.getBucket({ ...where, Prefix: '', Delimiter: '/' }),
  'getBucket of one key': ({ cos, where }) => cos.getBucket({ ...where, Prefix: 'a' }),
  'getBucket page by page': ({ cos, where }) => cos.getBucket({ ...where, Marker: 'b.bin', MaxKeys: 2 }),
  'getBucket with encoded keys': ({ cos, where }) => cos.getBucket({ ...where, Prefix: '照片/', EncodingType: 'url' }),
  'getBucket of nothing': ({ cos, where }) => cos.getBucket({ ...where, Prefix: 'none/' }),
  'getBucket of no bucket': ({ cos }) => cos.getBucket({ Bucket: 'none-1250000000', Region: 'ap-guangzhou' }),
  multipartList: ({ cos, where }) => cos.multipartList({ ...where, Prefix: 'u/', MaxUploads: 1 }),
  'abortUploadTask of a key': ({ cos, where }) => cos.abortUploadTask({ ...where, Level: 'file', Key: 'u/照片.mp4' }),
  'abortUploadTask of one that is not there': ({ cos, where }) =>
    cos.abortUploadTask({ ...where, Level: 'task', Key: 'u/b.mp4', UploadId: 'none' }),
  'abortUploadTask without a key': ({ cos, where }) => cos.abortUploadTask({ ...where, Level: 'file' }),
  'abortUploadTask of nothing known': ({ cos, where }) =>
    cos.abortUploadTask({ ...where, Level: 'all' as 'bucket', Key: 'u/b.mp4' }),
  'abortUploadTask of all': ({ cos, where }) => cos.abortUploadTask({ ...where, Level: 'bucket', AsyncLimit: 2 }),
  'multipartList of nothing': ({ cos, where }) => cos.multipartList({ ...where, Prefix: 'u/' }),
  deleteObject: ({ cos, where }) => cos.deleteObject({ ...where, Key: 'c.jpg' }),
  'deleteObject of none': ({ cos, where }) => cos.deleteObject({ ...where, Key: 'none' }),
  'deleteObject in no bucket': ({ cos }) =>
    cos.deleteObject({ Bucket: 'none-1250000000', Region: 'ap-guangzhou', Key: 'a' }),
  deleteMultipleObject: ({ cos, where }) =>
    cos.deleteMultipleObject({ ...where, Objects: [{ Key: 'a.txt' }, { Key: '照片/1 2.txt' }, { Key: 'a&<b>' }] }),
  'deleteMultipleObject in silence': ({ cos, where }) =>
    cos.deleteMultipleObject({ ...where, Objects: [{ Key: 'b.bin' }], Quiet: true }),
  'deleteMultipleObject of nothing': ({ cos, where }) => cos.deleteMultipleObject({ ...where, Objects: [] }),
  'getObject of what is deleted': ({ cos, where }) => cos.getObject({ ...where, Key: 'a.txt' }),
}
