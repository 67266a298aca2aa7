import type { CosAnswer, CosClient } from '../cos/client'
import { cosRefusal } from '../cos/refusal'
import { Refusal } from '../http/refusal'
import type { BucketSettings } from '../settings'

/** From where to where: keys of one bucket. */
export interface Move {
  From: string
  To: string
}

/**
 * Moves an object: COS copies it, with its type and its metadata, and then the first one is deleted. What is at `To`
 * already is never replaced, unless it is a later copy: then an earlier move has broken off, and is ended.
 * @throws Refusal `NoSuchObject`, `AlreadyExists`, `CosFailed`; CosUnreachable
 */
export async function moveObject(cos: CosClient, { From, To }: Move, bucket: BucketSettings): Promise<void> {
  const source = `${bucket.Bucket}.cos.${bucket.Region}.myqcloud.com/${encodePath(From)}`
  const Headers = { 'x-cos-copy-source': source, 'x-cos-forbid-overwrite': 'true' }
  const copied = await cos({ Method: 'PUT', Key: To, Headers })
  if (copied.status === 409) {
    if (!(await isCopyOf(cos, From, To))) throw new Refusal('AlreadyExists', 'There is an object at To already')
  } else if (!isCopied(copied)) throw copyRefusal(copied)
  const deleted = await cos({ Method: 'DELETE', Key: From })
  if (deleted.status >= 300 && deleted.status !== 404) throw cosRefusal(deleted)
}

/** COS answers 200 before a long copy has ended, and says in the body how it went. */
const isCopied = ({ status, text }: CosAnswer) => status === 200 && text.includes('<CopyObjectResult')

function copyRefusal(answer: CosAnswer): Refusal {
  return answer.status === 404 ? new Refusal('NoSuchObject', 'There is no object at From') : cosRefusal(answer)
}

/** The later of two equal objects: of two moves in opposite directions at once, one at most finds a copy to leave. */
async function isCopyOf(cos: CosClient, From: string, To: string): Promise<boolean> {
  const [from, to] = await Promise.all([From, To].map((Key) => cos({ Method: 'HEAD', Key })))
  if (from?.status !== 200 || to?.status !== 200) return false
  return from.crc64 !== '' && from.crc64 === to.crc64 && from.lastModified < to.lastModified
}

/** A key as it stands in a URL. */
const encodePath = (key: string) => key.split('/').map(encodeURIComponent).join('/')
