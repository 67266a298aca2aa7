import { identityOf } from './chosen-files'
import { cosClient } from './client'
import { contentTypeOf, objectKey } from './object-name'
import { albumChanged } from './photos'
import { session } from './session'
import { UnfinishedUploads } from './unfinished-uploads'
import { UploadList } from './upload-list'

const name = 'unfinished-uploads'

/** The uploads that an earlier run of the app has begun. */
export const unfinished = new UnfinishedUploads({
  read: () => wx.getStorageSync<unknown>(name),
  // A full storage must not stop an upload: it only cannot be gone on with after a restart.
  write: (uploads) => wx.setStorage({ key: name, data: uploads, fail: () => undefined }),
})

/** The one list of uploads of the app. */
export const uploads = new UploadList(async (file) => {
  const [cos, { Prefix }, identity] = await Promise.all([cosClient(), session(), identityOf(file)])
  const before = identity && unfinished.take(identity, Prefix)
  const Key = before ?? objectKey(Prefix, file.name, Date.now(), Math.random)
  if (identity) unfinished.remember(identity, Key)
  // In an object, since a task is a promise itself: returned bare, it would be waited for.
  const task = cos.uploadFile({ Key, FilePath: file.path, ContentType: contentTypeOf(file.name) })
  return { task, again: before !== undefined, forget: () => unfinished.forget(Key) }
}, albumChanged)
