import { Rejection } from '../message/rejection'

const LONGEST_KEY = 850

/** @throws {Rejection} `KeyTooLong`, `InvalidObjectName` */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new Rejection(400, 'KeyTooLong', 'Your key is too long.')
  if (key.startsWith('/') || /\p{Cc}/u.test(key)) {
    throw new Rejection(400, 'InvalidObjectName', 'The object key starts with a slash or holds control characters.')
  }
}
