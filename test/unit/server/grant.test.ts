import fc from 'fast-check'
import { grantFor, prefixOf } from '../../../server/src/access/grant'
import type { Grant } from '../../../server/src/access/grant'
import { Refusal } from '../../../server/src/http/refusal'
import { asking, settingsWith } from './backend'

const ANNA = '0123456789abcdef0123456789abcdef'
const BEN = 'fedcba9876543210fedcba9876543210'
const settings = settingsWith()
const OWN = prefixOf(ANNA, settings)

const READ = ['name/cos:GetObject', 'name/cos:HeadObject']
const PARTS = [
  'InitiateMultipartUpload',
  'UploadPart',
  'ListParts',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
].map((name) => `name/cos:${name}`)
const WRITE = ['name/cos:PutObject', 'name/cos:DeleteObject', ...PARTS]

const grant = (Actions: readonly string[], Key: string, Prefix?: string, more: Record<string, string> = {}) =>
  grantFor(ANNA, asking(Actions, Key, Prefix === undefined ? {} : { Prefix }), settingsWith(more))

const statusOf = (decide: () => unknown) => {
  try {
    decide()
  } catch (error) {
    if (error instanceof Refusal) return error.status
    throw error
  }
  return 200
}

const grantOrNothing = (...request: Parameters<typeof grant>): Grant | undefined => {
  try {
    return grant(...request)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

describe('what is granted', () => {
  it('is the whole of the own folder to read, so that an album costs one request', () => {
    expect(grant(READ, `${OWN}2024/a.jpg`)).toEqual({ Prefix: OWN, exact: false, Actions: READ })
  })

  it('is the shared folder to read', () => {
    expect(grant(['name/cos:GetObject'], 'samples/一 + 2%#.jpg')).toEqual({
      Prefix: 'samples/',
      exact: false,
      Actions: ['name/cos:GetObject'],
    })
  })

  it('is the folder to list', () => {
    expect(grant(['name/cos:GetBucket'], '', `${OWN}2024/`)).toMatchObject({ Prefix: OWN, exact: false })
    expect(grant(['name/cos:GetBucket'], '', 'samples/')).toMatchObject({ Prefix: 'samples/', exact: false })
  })

  it('is one object to write, with all the actions of an upload in parts in one grant', () => {
    const Actions = [...PARTS, 'name/cos:HeadObject']

    expect(grant(Actions, `${OWN}a.jpg`)).toEqual({ Prefix: `${OWN}a.jpg`, exact: true, Actions })
  })

  it('is never more actions than were asked for, and each once', () => {
    expect(grant(['name/cos:GetObject', 'name/cos:GetObject'], `${OWN}a`).Actions).toEqual(['name/cos:GetObject'])
  })

  it('never reaches beyond the own folder and the shared one, whatever is asked for', () => {
    const actions = fc.array(fc.constantFrom(...READ, ...WRITE, 'name/cos:GetBucket', 'name/cos:*'), {
      minLength: 1,
      maxLength: 3,
    })
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .tuple(fc.constantFrom(OWN, prefixOf(BEN, settings), 'samples/', 'u/', ''), fc.string({ maxLength: 30 }))
        .map((parts) => parts.join('')),
    )
    const within = (granted: Grant, Key: string) => {
      const writes = granted.Actions.some((action) => WRITE.includes(action))
      if (/[*?]/.test(granted.Prefix)) return false
      if (writes) return granted.exact && granted.Prefix === Key && Key.startsWith(OWN)
      return granted.Prefix === OWN || granted.Prefix === 'samples/'
    }
    fc.assert(
      fc.property(actions, name, name, fc.boolean(), (Actions, Key, Prefix, listing) => {
        const key = listing ? '' : Key
        const granted = grantOrNothing(Actions, key, listing ? Prefix : undefined)
        return granted === undefined || within(granted, key)
      }),
      { numRuns: 2000, seed: 1 },
    )
  })
})

describe("another user's objects", () => {
  it.each([...READ, ...WRITE])('are refused for %s', (action) => {
    expect(statusOf(() => grant([action], `${prefixOf(BEN, settings)}a.jpg`))).toBe(403)
  })

  it.each([prefixOf(BEN, settings), 'u/', 'u', '', OWN.slice(0, -1), OWN.slice(0, -2), 's', 'samples'])(
    'are not listed by the prefix "%s"',
    (Prefix) => {
      expect(statusOf(() => grant(['name/cos:GetBucket'], '', Prefix))).toBe(403)
    },
  )

  it.each([
    `u/${ANNA}0/a.jpg`,
    `u/${ANNA}.jpg`,
    `u/${ANNA.toUpperCase()}/a.jpg`,
    `U/${ANNA}/a.jpg`,
    `u/${ANNA}`,
    'samples.jpg',
  ])('are not reached by a key that merely starts alike: %s', (key) => {
    expect(statusOf(() => grant(['name/cos:GetObject'], key))).toBe(403)
    expect(statusOf(() => grant(['name/cos:PutObject'], key))).toBe(403)
  })

  it.each([
    `${OWN}../${BEN}/a.jpg`,
    `${OWN}./a.jpg`,
    `${OWN}..`,
    `${OWN}%2e%2e/${BEN}/a.jpg`,
    `${OWN}%2E./a.jpg`,
    `${OWN}..%2F${BEN}/a.jpg`,
    `${OWN}/a.jpg`,
    `${OWN}a//b.jpg`,
    `${OWN}a%2F/b.jpg`,
    `/${OWN}a.jpg`,
    `${OWN}a\u0000.jpg`,
    `${OWN}a\n.jpg`,
    `${OWN}a\u007f.jpg`,
    `${OWN}a%0d%0a.jpg`,
    `${OWN}__proto__`,
    `${OWN}__proto__/a.jpg`,
    `${OWN}\ud800.jpg`,
    `${OWN}${'长'.repeat(300)}`,
  ])('cannot be meant by the key %j', (key) => {
    for (const action of [...READ, ...WRITE]) expect(statusOf(() => grant([action], key))).toBe(400)
    expect(statusOf(() => grant(['name/cos:GetBucket'], '', key))).toBe(400)
  })
})

describe('a name', () => {
  // In a policy for the one object these would stand for many.
  it.each([`${OWN}*`, `${OWN}a?.jpg`, `${OWN}%2a`, `${OWN}%3F`])('%j may be read, and not written', (key) => {
    for (const action of READ) expect(grant([action], key)).toMatchObject({ Prefix: OWN, exact: false })
    expect(grant(['name/cos:GetBucket'], '', key)).toMatchObject({ Prefix: OWN, exact: false })
    for (const action of WRITE) expect(statusOf(() => grant([action], key))).toBe(400)
  })

  it.each([
    '50%.jpg',
    'a+b #1.jpg',
    '图片 1.jpg',
    '%E5%9B%BE.jpg',
    '...jpg',
    'a..b',
    '.hidden',
    '😀.png',
    'constructor',
  ])('may be %s', (name) => {
    expect(statusOf(() => grant(['name/cos:PutObject'], OWN + name))).toBe(200)
  })
})

describe('what is refused', () => {
  it.each(WRITE)('%s in the shared folder', (action) => {
    expect(statusOf(() => grant([action], 'samples/a.jpg'))).toBe(403)
  })

  it.each([
    'name/cos:*',
    'name/cos:PutObjectACL',
    'name/cos:GetObjectACL',
    'name/cos:PutBucketACL',
    'name/cos:ListMultipartUploads',
    'name/cos:PostObject',
    'name/cos:getobject',
    'GetObject',
    'constructor',
    '__proto__',
  ])('the action %s', (action) => {
    expect(statusOf(() => grant([action], `${OWN}a.jpg`))).toBe(403)
    expect(statusOf(() => grant(['name/cos:GetObject', action], `${OWN}a.jpg`))).toBe(403)
  })

  it.each(WRITE)('%s for a folder', (action) => {
    expect(statusOf(() => grant([action], OWN))).toBe(400)
    expect(statusOf(() => grant([action], '', OWN))).toBe(400)
  })

  it('a listing in the same grant as a write', () => {
    expect(statusOf(() => grant(['name/cos:PutObject', 'name/cos:GetBucket'], `${OWN}a.jpg`))).toBe(400)
  })

  it.each(PARTS)('reading in the same grant as %s, since copies have no size', (action) => {
    expect(statusOf(() => grant([action, 'name/cos:GetObject'], `${OWN}a.jpg`))).toBe(400)
    expect(statusOf(() => grant([action, 'name/cos:HeadObject'], `${OWN}a.jpg`))).toBe(200)
  })

  it('a key and a prefix in one request', () => {
    expect(statusOf(() => grant(['name/cos:GetObject'], `${OWN}a.jpg`, OWN))).toBe(400)
  })

  it.each(PARTS)('%s where uploads in parts are switched off', (action) => {
    expect(statusOf(() => grant([action], `${OWN}a.jpg`, undefined, { UPLOAD_PARTS: 'refuse' }))).toBe(403)
    expect(statusOf(() => grant(['name/cos:PutObject'], `${OWN}a.jpg`, undefined, { UPLOAD_PARTS: 'refuse' }))).toBe(
      200,
    )
  })

  it('the samples where no folder is shared', () => {
    expect(statusOf(() => grant(['name/cos:GetObject'], 'samples/a.jpg', undefined, { SHARED_PREFIX: '' }))).toBe(403)
  })
})
