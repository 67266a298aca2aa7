import { asText } from '../platform/as-record'
import type { CredentialsRequest } from '../types/credentials'

/** What credentials may be used for. */
export interface Scope {
  /** Bucket and region: `bucketKey`. */
  readonly bucket: string
  /** What the object keys, or the prefixes of listings, begin with. */
  readonly prefix: string
  /** `prefix` is the one key, or the one listing, that they are good for. */
  readonly isSingleKey: boolean
  /** The actions; `undefined` where nobody has said them. */
  readonly actions: RegExp | undefined
}

/** What a pattern would take for more than itself. Example: `.` */
const NEITHER_WORD_NOR_STAR = /[^\w*]/g

export function bucketKey({ Bucket, Region }: CredentialsRequest): string {
  return `${Bucket} ${Region}`
}

/** Requests with the same key may share an answer: it is often good for more than one object. */
export function scopeKey(request: CredentialsRequest): string {
  return `${bucketKey(request)} ${request.Actions.join()}`
}

/** The object key, or the prefix of a listing. */
export function resourceOf({ Key, Prefix = '' }: CredentialsRequest): string {
  return Key || Prefix
}

export function matchesScope({ bucket, prefix, isSingleKey, actions }: Scope, request: CredentialsRequest): boolean {
  const resource = resourceOf(request)
  return (
    (isSingleKey ? resource === prefix : resource.startsWith(prefix)) &&
    bucket === bucketKey(request) &&
    (!actions || request.Actions.every((action) => actions.test(action)))
  )
}

/**
 * Actions as a pattern for the names that this package uses, such as `name/cos:GetObject`. Policies write them with or
 * without `name/` and `cos:`, and with `*`: all of these are understood.
 */
export function actionPattern(actions: readonly unknown[]): RegExp {
  const names = actions.map((action) =>
    asText(action)
      .replace(/^(name\/)?(cos:)?/, '')
      .replace(NEITHER_WORD_NOR_STAR, '\\$&')
      .replace(/\*/g, '.*'),
  )
  return RegExp(`^name/cos:(${names.join('|')})$`)
}

/** A prefix as object keys have it: backends write `/u/1/` and `u/1/*`, too. */
export function normalizePrefix(prefix: unknown): string {
  return asText(prefix).replace(/^\/|\*$/g, '')
}
