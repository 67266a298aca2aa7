import { cosClient } from './client'
import { objectKey } from './object-name'
import { albumChanged } from './photos'
import { session } from './session'
import { UploadList } from './upload-list'

/** The one list of uploads of the app. */
export const uploads = new UploadList(async ({ path, name }) => {
  const cos = await cosClient()
  const { Prefix } = await session()
  // In an object, since a task is a promise itself: returned bare, it would be waited for.
  return { task: cos.uploadFile({ Key: objectKey(Prefix, name, Date.now(), Math.random), FilePath: path }) }
}, albumChanged)
