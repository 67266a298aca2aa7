import type { Headers } from '../message/headers'
import { invalidArgument } from '../message/rejection'

/** A right that somebody else has. It is kept, and told; there is nobody else here. */
export interface Grant {
  /** Such as `qcs::cam::uin/100000000001:uin/100000000001`. */
  id: string
  permission: string
}

/** Who may do what with an object. */
export interface Acl {
  /** `private`, `public-read` …; empty for the bucket's own rule. */
  acl: string
  grants?: readonly Grant[]
}

const ACLS = ['', 'default', 'private', 'public-read', 'authenticated-read'].concat([
  'bucket-owner-read',
  'bucket-owner-full-control',
])

const PERMISSIONS = ['READ', 'WRITE', 'READ_ACP', 'WRITE_ACP', 'FULL_CONTROL']

/** Reads `x-cos-acl` and `x-cos-grant-*`. @throws {Rejection} `InvalidArgument` */
export function readAcl(headers: Headers): Acl {
  // Who may write the object may say who else reaches it: only a condition of the policy holds that.
  const acl = headers.get('x-cos-acl') ?? ''
  if (!ACLS.includes(acl)) throw invalidArgument('x-cos-acl is none of the predefined ones.')
  const grants = PERMISSIONS.flatMap((permission) => {
    const name = `x-cos-grant-${permission.toLowerCase().replace('_', '-')}`
    return readGrantees(headers.get(name), name).map((id) => ({ id, permission }))
  })
  return grants.length === 0 ? { acl } : { acl, grants }
}

/** @throws {Rejection} `InvalidArgument` */
export function checkPermission(permission: string): string {
  if (PERMISSIONS.includes(permission)) return permission
  throw invalidArgument(`${permission} is no permission.`)
}

/** Reads `id="…",id="…"`. */
function readGrantees(text: string | undefined, name: string): string[] {
  if (text === undefined || text === '') return []
  return text.split(',').map((item) => {
    const [, id] = /^\s*id\s*=\s*"([^"]+)"\s*$/i.exec(item) ?? []
    if (id === undefined) throw invalidArgument(`${name} must be like id="qcs::cam::uin/1:uin/1".`)
    return id
  })
}
