import { grantFor } from '../../../server/src/access/grant'
import { policyFor } from '../../../server/src/access/policy'
import { asking, settingsWith } from './backend'

const USER = '0123456789abcdef0123456789abcdef'
const BUCKET = 'qcs::cos:ap-guangzhou:uid/1250000000:photos-1250000000'
const settings = settingsWith({
  UPLOAD_MAX_BYTES: '1000',
  UPLOAD_PART_MAX_BYTES: '2097152',
  UPLOAD_CONTENT_TYPES: 'image/jpeg,image/png',
})
const PARTS = ['InitiateMultipartUpload', 'UploadPart', 'ListParts', 'CompleteMultipartUpload', 'AbortMultipartUpload']

const policy = (actions: readonly string[], Key: string, more?: object) => {
  const request = asking(
    actions.map((action) => `name/cos:${action}`),
    Key,
    more,
  )
  return policyFor(grantFor(USER, request, settings), settings)
}

const type = { string_equal: { 'cos:content-type': ['image/jpeg', 'image/png'] } }
const defaults = {
  string_equal_if_exist: {
    'cos:x-cos-acl': ['private', 'default'],
    'cos:x-cos-storage-class': ['STANDARD', 'MAZ_STANDARD'],
  },
}
const latest = { string_equal_if_exist: { 'cos:versionid': '' } }
const denials = ['read', 'write', 'read-acp', 'write-acp', 'full-control'].map((grant) => ({
  effect: 'deny',
  action: ['*'],
  resource: ['*'],
  condition: { string_like: { [`cos:x-cos-grant-${grant}`]: '*' } },
}))

describe('a policy', () => {
  it('to read names the folder, the types that an answer may have, and the latest version', () => {
    expect(policy(['GetObject', 'HeadObject'], `u/${USER}/a.jpg`)).toEqual({
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          action: ['name/cos:GetObject'],
          resource: [`${BUCKET}/u/${USER}/*`],
          condition: {
            string_equal_if_exist: {
              'cos:response-content-type': ['image%2Fjpeg', 'image%2Fpng'],
              'cos:versionid': '',
            },
          },
        },
        {
          effect: 'allow',
          action: ['name/cos:HeadObject'],
          resource: [`${BUCKET}/u/${USER}/*`],
          condition: latest,
        },
      ],
    })
  })

  it('to list names the folder twice: as the resource, and as the prefix as it is in a URL', () => {
    expect(policy(['GetBucket'], '', { Prefix: 'samples/' }).statement).toEqual([
      {
        effect: 'allow',
        action: ['name/cos:GetBucket'],
        resource: [`${BUCKET}/samples/*`],
        condition: { string_like: { 'cos:prefix': 'samples%2F*' } },
      },
    ])
  })

  it('to upload names the object, binds size, type, access and storage, and denies to name others', () => {
    expect(policy(['PutObject'], `u/${USER}/a.jpg`).statement).toEqual([
      {
        effect: 'allow',
        action: ['name/cos:PutObject'],
        resource: [`${BUCKET}/u/${USER}/a.jpg`],
        condition: { numeric_less_than_equal: { 'cos:content-length': 1000 }, ...type, ...defaults },
      },
      ...denials,
    ])
  })

  it('to upload in parts binds the type at the beginning and the size at each part', () => {
    const resource = [`${BUCKET}/u/${USER}/a.mp4`]

    expect(policy([...PARTS, 'HeadObject'], `u/${USER}/a.mp4`).statement).toEqual([
      {
        effect: 'allow',
        action: ['name/cos:InitiateMultipartUpload'],
        resource,
        condition: { ...type, ...defaults },
      },
      {
        effect: 'allow',
        action: ['name/cos:UploadPart'],
        resource,
        condition: { numeric_less_than_equal: { 'cos:content-length': 2097152 } },
      },
      {
        effect: 'allow',
        action: ['ListParts', 'CompleteMultipartUpload', 'AbortMultipartUpload', 'HeadObject'].map(
          (action) => `name/cos:${action}`,
        ),
        resource,
        condition: latest,
      },
      ...denials,
    ])
  })

  it('has one statement for all actions under the same condition, and one resource a statement', () => {
    const { statement } = policy(['PutObject', 'UploadPart', 'HeadObject', 'DeleteObject'], `u/${USER}/a.jpg`)
    const allowed = statement.filter(({ effect }) => effect === 'allow')
    const conditions = allowed.map(({ condition }) => JSON.stringify(condition))

    expect(new Set(conditions).size).toBe(conditions.length)
    expect(allowed.flatMap(({ action }) => action)).toHaveLength(4)
    for (const { resource } of allowed) expect(resource).toEqual([`${BUCKET}/u/${USER}/a.jpg`])
  })

  it('denies nothing where no request of the grant could carry an ACL', () => {
    const { statement } = policy(['UploadPart', 'HeadObject', 'DeleteObject'], `u/${USER}/a.jpg`)

    expect(statement.map(({ effect }) => effect)).not.toContain('deny')
  })

  it('has no principal, which STS refuses', () => {
    for (const statement of policy(['PutObject', 'HeadObject'], `u/${USER}/a.jpg`).statement)
      expect(statement).not.toHaveProperty('principal')
  })

  it('for an upload in parts leaves room in the 4096 bytes of a token, except with the longest keys', () => {
    const bytes = (key: string) => {
      const defaultSettings = settingsWith()
      const request = asking(
        [...PARTS, 'HeadObject'].map((action) => `name/cos:${action}`),
        `u/${USER}/${key}`,
      )
      return Buffer.byteLength(JSON.stringify(policyFor(grantFor(USER, request, defaultSettings), defaultSettings)))
    }

    expect(bytes('cat.jpg')).toBeLessThan(1700)
    expect(bytes(`${'照'.repeat(60)}.mp4`)).toBeLessThan(2200)
    expect(bytes('x'.repeat(815))).toBeLessThan(4096)
  })
})
