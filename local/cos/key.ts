import { invalidArgument, Rejection } from './rejection'

const LONGEST_KEY = 850

/** @throws {Rejection} `KeyTooLong`, `InvalidObjectName` */
export function checkKey(key: string): void {
  if (Buffer.byteLength(key) > LONGEST_KEY) throw new Rejection(400, 'KeyTooLong', 'Your key is too long.')
  if (key.startsWith('/') || /\p{Cc}/u.test(key)) {
    throw new Rejection(400, 'InvalidObjectName', 'The object key starts with a slash or holds control characters.')
  }
}

/** A number in a parameter: `fallback` where it is missing. @throws {Rejection} `InvalidArgument` */
export function countParameter(text: string | undefined, name: string, fallback: number, max: number): number {
  if (text === undefined || text === '') return fallback
  if (!/^\d{1,9}$/.test(text)) throw invalidArgument(`${name} must be a number.`)
  return Math.min(Number(text), max)
}
