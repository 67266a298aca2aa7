/** What a user may be granted, and on what: a whole folder to read, one object to write. Nothing else exists here. */
const KINDS = {
  'name/cos:GetObject': 'read',
  'name/cos:HeadObject': 'read',
  'name/cos:GetBucket': 'list',
  'name/cos:PutObject': 'write',
  'name/cos:DeleteObject': 'write',
  'name/cos:InitiateMultipartUpload': 'part',
  'name/cos:UploadPart': 'part',
  'name/cos:ListParts': 'part',
  'name/cos:CompleteMultipartUpload': 'part',
  'name/cos:AbortMultipartUpload': 'part',
} as const

/** An action of COS that this backend grants, in COS's spelling; case counts. */
export type Action = keyof typeof KINDS

/** `read` and `list` reach a folder, `write` and `part` one object. */
export type ActionKind = (typeof KINDS)[Action]

/** All of them. */
export const ACTIONS: readonly string[] = Object.keys(KINDS)

/** Whether the name is one of those granted here. */
export const isAction = (name: string): name is Action => Object.hasOwn(KINDS, name)

/** What the action is for. */
export const kindOf = (action: Action): ActionKind => KINDS[action]
