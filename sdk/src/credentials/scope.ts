import { asText } from '../platform/as-record'
import type { CredentialsRequest } from '../types/credentials'

/** What credentials may be used for. */
export interface Scope {
  readonly Bucket: string
  readonly Region: string
  /** What the object keys, or the prefixes of listings, begin with. */
  readonly prefix: string
  /** `prefix` is the one key, or the one listing, that they are good for. */
  readonly isSingleKey: boolean
  /** The actions; `undefined` where nobody has said them. */
  readonly actions: RegExp | undefined
}

/** Requests with the same key may share an answer: it is often good for more than one object. */
export function scopeKey({ Bucket, Region, Actions }: CredentialsRequest): string {
  return [Bucket, Region, ...Actions].join()
}

/** The object key, or the prefix of a listing. */
export function resourceOf({ Key, Prefix = '' }: CredentialsRequest): string {
  return Key || Prefix
}

export function matchesScope(scope: Scope, request: CredentialsRequest): boolean {
  const { actions } = scope
  return (
    scope.Bucket === request.Bucket &&
    scope.Region === request.Region &&
    matchesPrefix(scope, resourceOf(request)) &&
    (!actions || request.Actions.every((action) => actions.test(action)))
  )
}

function matchesPrefix({ prefix, isSingleKey }: Scope, resource: string): boolean {
  return isSingleKey ? resource === prefix : resource.startsWith(prefix)
}

/**
 * Actions as a pattern for the names that this package uses, such as `name/cos:GetObject`. Policies write them with or
 * without `name/` and `cos:`, and with `*`; all of these are understood.
 */
export function actionPattern(actions: readonly string[]): RegExp {
  const globs = actions.map((action) =>
    action
      .replace(/^(name\/)?(cos:)?/, '')
      .replace(/[^\w*]/g, '\\$&')
      .replace(/\*/g, '.*'),
  )
  return new RegExp(`^name/cos:(${globs.join('|')})$`)
}

/** A prefix as object keys have it: backends write `/u/1/` and `u/1/*`, too. */
export function normalizePrefix(prefix: unknown): string {
  return asText(prefix).replace(/^\//, '').replace(/\*$/, '')
}
