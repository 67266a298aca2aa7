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

const policy = (Actions: readonly string[], Key: string, more?: object) =>
  policyFor(grantFor(USER, asking(Actions, Key, more), settings), settings)

const noAcl = {
  'cos:x-cos-acl': 'private',
  'cos:x-cos-grant-read': 'nobody',
  'cos:x-cos-grant-write': 'nobody',
  'cos:x-cos-grant-read-acp': 'nobody',
  'cos:x-cos-grant-write-acp': 'nobody',
  'cos:x-cos-grant-full-control': 'nobody',
}

describe('a policy', () => {
  it('to read names the folder', () => {
    expect(policy(['name/cos:GetObject', 'name/cos:HeadObject'], `u/${USER}/a.jpg`)).toEqual({
      version: '2.0',
      statement: [
        { effect: 'allow', action: ['name/cos:GetObject'], resource: [`${BUCKET}/u/${USER}/*`] },
        { effect: 'allow', action: ['name/cos:HeadObject'], resource: [`${BUCKET}/u/${USER}/*`] },
      ],
    })
  })

  it('to list names the folder twice: as the resource, and as the prefix as it is in a URL', () => {
    expect(policy(['name/cos:GetBucket'], '', { Prefix: 'samples/' }).statement).toEqual([
      {
        effect: 'allow',
        action: ['name/cos:GetBucket'],
        resource: [`${BUCKET}/samples/*`],
        condition: { string_like: { 'cos:prefix': 'samples%2F*' } },
      },
    ])
  })

  it('to upload names the object, and binds size, type and access', () => {
    expect(policy(['name/cos:PutObject'], `u/${USER}/a.jpg`).statement).toEqual([
      {
        effect: 'allow',
        action: ['name/cos:PutObject'],
        resource: [`${BUCKET}/u/${USER}/a.jpg`],
        condition: {
          numeric_less_than_equal: { 'cos:content-length': 1000 },
          string_equal: { 'cos:content-type': ['image/jpeg', 'image/png'] },
          string_equal_if_exist: noAcl,
        },
      },
    ])
  })

  it('to upload in parts binds the type at the beginning and the size at each part', () => {
    const actions = ['name/cos:InitiateMultipartUpload', 'name/cos:UploadPart', 'name/cos:CompleteMultipartUpload']
    const conditions = policy(actions, `u/${USER}/a.mp4`).statement.map(({ condition }) => condition)

    expect(conditions).toEqual([
      { string_equal: { 'cos:content-type': ['image/jpeg', 'image/png'] }, string_equal_if_exist: noAcl },
      { numeric_less_than_equal: { 'cos:content-length': 2097152 } },
      undefined,
    ])
  })

  it('has one action and one resource a statement, and no principal, which STS refuses', () => {
    const actions = ['name/cos:PutObject', 'name/cos:UploadPart', 'name/cos:HeadObject', 'name/cos:DeleteObject']

    for (const statement of policy(actions, `u/${USER}/a.jpg`).statement) {
      expect(statement.action).toHaveLength(1)
      expect(statement.resource).toEqual([`${BUCKET}/u/${USER}/a.jpg`])
      expect(statement).not.toHaveProperty('principal')
    }
  })
})
