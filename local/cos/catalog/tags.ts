import { Rejection } from '../message/rejection'

/** What an object is marked with. */
export interface Tag {
  Key: string
  Value: string
}

const MAX_TAGS = 10
const MAX_KEY_BYTES = 128
const MAX_VALUE_BYTES = 256

/** Reads `x-cos-tagging`: `key=value&key=value`, percent-encoded. @throws {Rejection} `InvalidTag` */
export function parseTags(text: string): Tag[] {
  return checkTags([...new URLSearchParams(text)].map(([Key, Value]) => ({ Key, Value })))
}

/**
 * https://www.tencentcloud.com/document/product/436/35709
 * @throws {Rejection} `InvalidTag` where there are too many, one is too long, or a key comes twice
 */
export function checkTags(tags: Tag[]): Tag[] {
  const isGood = ({ Key, Value }: Tag) =>
    Key !== '' && Buffer.byteLength(Key) < MAX_KEY_BYTES && Buffer.byteLength(Value) < MAX_VALUE_BYTES
  const areUnique = new Set(tags.map((tag) => tag.Key)).size === tags.length
  if (tags.length > MAX_TAGS || !tags.every(isGood) || !areUnique) {
    throw new Rejection(400, 'InvalidTag', 'The tags are too many, too long, or not each of its own key.')
  }
  return tags
}
