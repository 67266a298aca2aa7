import type { Method } from 'cos-miniprogram'
import { Bucket, Region } from './example'
import { readUrl } from './reference-signature'
import { setUp } from './set-up'

const READ = 'name/cos:GetObject'
const WRITE = 'name/cos:PutObject'
const scoped = (Prefix: string, ...Actions: string[]) => ({ Scope: { Prefix, Actions } })

/** Which credentials signed each call, one after another. */
async function signers(answer: object, calls: { Key: string; Method?: Method; Bucket?: string; Region?: string }[]) {
  const { cos, requests } = setUp({ answer: (_, issued) => ({ ...issued, ...answer }) })
  const signed: (string | undefined)[] = []
  for (const call of calls) signed.push(readUrl((await cos.presign(call)).Url).secretId?.replace('AKIDEXAMPLE', ''))
  return { signed: signed.join(' '), requests }
}

describe('credentials serve', () => {
  it.each([
    [
      'their whole bucket, where they say no Scope',
      {},
      [{ Key: 'a' }, { Key: 'b/c' }, { Key: 'd', Method: 'PUT' }],
      '1 1 1',
    ],
    ['no other bucket', {}, [{ Key: 'a' }, { Key: 'a', Bucket: 'other-1250000000' }, { Key: 'a' }], '1 2 1'],
    ['no other region', {}, [{ Key: 'a' }, { Key: 'a', Region: 'ap-beijing' }, { Key: 'a' }], '1 2 1'],
    ['what lies below their Prefix', scoped('u/1/', READ), [{ Key: 'u/1/a' }, { Key: 'u/1/b/c' }], '1 1'],
    ['nothing beside their Prefix', scoped('u/1/', READ), [{ Key: 'u/1/a' }, { Key: 'u/2/a' }], '1 2'],
    ['no action but theirs', scoped('u/1/', READ), [{ Key: 'u/1/a' }, { Key: 'u/1/a', Method: 'PUT' }], '1 2'],
    ['all of their actions', scoped('u/1/', READ, WRITE), [{ Key: 'u/1/a' }, { Key: 'u/1/a', Method: 'PUT' }], '1 1'],
    ['what a wildcard of theirs covers', scoped('', 'name/cos:Get*'), [{ Key: 'a' }, { Key: 'b' }], '1 1'],
    [
      'nothing that a wildcard of theirs does not cover',
      scoped('', 'name/cos:Get*'),
      [{ Key: 'a' }, { Key: 'a', Method: 'PUT' }],
      '1 2',
    ],
    [
      'any action of COS, where all are theirs',
      scoped('', 'name/cos:*'),
      [{ Key: 'a' }, { Key: 'b', Method: 'PUT' }],
      '1 1',
    ],
    ['any action, where all are theirs', scoped('', '*'), [{ Key: 'a' }, { Key: 'b', Method: 'DELETE' }], '1 1'],
    [
      'one key alone, where their Prefix is that key',
      scoped('a', READ),
      [{ Key: 'a' }, { Key: 'a' }, { Key: 'ab' }],
      '1 1 2',
    ],
    [
      'one key alone, with ScopeLimit',
      { ScopeLimit: true },
      [{ Key: 'a' }, { Key: 'a' }, { Key: 'b' }, { Key: 'a' }],
      '1 1 2 1',
    ],
    ['one action alone, with ScopeLimit', { ScopeLimit: true }, [{ Key: 'a' }, { Key: 'a', Method: 'PUT' }], '1 2'],
  ] as const)('%s', async (_, answer, calls, expected) => {
    expect((await signers(answer, [...calls])).signed).toBe(expected)
  })

  it('are asked for with the action that the request needs', async () => {
    const calls = [
      [{ Method: 'GET' }, READ],
      [{ Method: 'PUT' }, WRITE],
      [{ Method: 'HEAD' }, 'name/cos:HeadObject'],
      [{ Method: 'DELETE' }, 'name/cos:DeleteObject'],
    ] as const
    for (const [params, action] of calls) {
      const { cos, requests } = setUp()
      await cos.presign({ Key: 'a', ...params })
      expect(requests).toEqual([{ Bucket, Region, Key: 'a', Actions: [action] }])
    }
  })

  it('are asked for once with all that an upload in parts needs', async () => {
    const { cos, requests } = setUp()
    await cos.presign({ Key: 'a', Method: 'POST', Query: { uploads: '' } })
    await cos.presign({ Key: 'a', Method: 'PUT', Query: { partNumber: 1, uploadId: 'u' } })
    await cos.presign({ Key: 'a', Method: 'DELETE', Query: { uploadId: 'u' } })
    const Actions = ['Initiate', 'Complete', 'Abort'].map((step) => `name/cos:${step}MultipartUpload`)
    Actions.push('name/cos:UploadPart', 'name/cos:ListParts', 'name/cos:HeadObject')
    expect(requests).toEqual([{ Bucket, Region, Key: 'a', Actions: expect.arrayContaining(Actions) }])
  })
})

describe('clearCredentials', () => {
  it('makes the next call ask again', async () => {
    const { cos, requests } = setUp()
    await cos.presign({ Key: 'a' })
    cos.clearCredentials()
    expect(readUrl((await cos.presign({ Key: 'a' })).Url).secretId).toBe('AKIDEXAMPLE2')
    expect(requests).toHaveLength(2)
  })

  it('during a request: who asked ends with it, and the next user inherits nothing of it', async () => {
    const answers: (() => void)[] = []
    const { cos, clock, requests } = setUp({
      answer: (_, issued) => new Promise((resolve) => answers.push(() => resolve(issued))),
    })
    const before = cos.presign({ Key: 'a' })
    await clock.advance(0)
    cos.clearCredentials()
    const after = cos.presign({ Key: 'a' })
    await clock.advance(0)
    expect(requests).toHaveLength(2)

    answers[1]?.()
    expect(readUrl((await after).Url).secretId).toBe('AKIDEXAMPLE2')
    answers[0]?.()
    expect(readUrl((await before).Url).secretId).toBe('AKIDEXAMPLE1')
    expect(readUrl((await cos.presign({ Key: 'b' })).Url).secretId).toBe('AKIDEXAMPLE2')
  })

  it('forgets failures: whoever logs in next need not wait', async () => {
    let down = true
    const { cos } = setUp({ answer: (_, issued) => (down ? { error: 'expired' } : issued) })
    await expect(cos.presign({ Key: 'a' })).rejects.toHaveProperty('code', 'CredentialsFailed')
    down = false
    cos.clearCredentials()
    await expect(cos.presign({ Key: 'a' })).resolves.toHaveProperty('Url')
  })
})
