import type { ResumableUpload } from 'cos-miniprogram'
import type { ChosenFile } from './chosen-files'
import { cosClient } from './client'
import { contentTypeOf, displayName, objectKey } from './object-name'
import { albumChanged } from './photos'
import { session } from './session'
import { UploadList } from './upload-list'

/** The one list of uploads of the app. */
export const uploads = new UploadList(async (file) => {
  const [cos, before, { Prefix }] = await Promise.all([cosClient(), resumableUploadOf(file), session()])
  const key = before?.Key ?? objectKey(file.prefix ?? Prefix, file.name, Date.now(), Math.random)
  // In an object, since a task is a promise itself: returned bare, it would be waited for.
  const task = cos.uploadFile({ Key: key, FilePath: file.path, ContentType: contentTypeOf(file.name) })
  return { task, key, again: before !== undefined }
}, albumChanged)

/** Uploads of this user that go on if their file is chosen again, the latest first; not those on the list. */
export async function unfinishedUploads(): Promise<ResumableUpload[]> {
  const [cos, { Prefix }] = await Promise.all([cosClient(), session()])
  return cos.resumableUploads().filter(({ Key }) => Key.startsWith(Prefix) && !uploads.has(Key))
}

/** Nobody wants it any more. */
export async function discardUpload(upload: ResumableUpload): Promise<void> {
  const cos = await cosClient()
  cos.discardUpload(upload)
}

/** The upload of the same file that was not finished, unless the file has another name now. */
async function resumableUploadOf(file: ChosenFile): Promise<ResumableUpload | undefined> {
  const [cos, { Prefix }] = await Promise.all([cosClient(), session()])
  const found = await cos.findResumableUpload({ FilePath: file.path, Prefix })
  if (!found || uploads.has(found.Key)) return undefined
  const isSameName = displayName(found.Key) === displayName(objectKey('', file.name, 0, () => 0))
  return isSameName || !file.named ? found : undefined
}
