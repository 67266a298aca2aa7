import { Rejection } from '../message/rejection'

const LONGEST_KEY = 850

/**
 * A slash in front is against Tencent's naming rules, but the service takes it, and clients do send it.
 * @throws {Rejection} `KeyTooLong`, `InvalidObjectName`
 */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new Rejection(400, 'KeyTooLong', 'Your key is too long.')
  if (/^\/+$|\p{Cc}/u.test(key)) {
    throw new Rejection(400, 'InvalidObjectName', 'The object key is nothing but slashes or holds control characters.')
  }
}
