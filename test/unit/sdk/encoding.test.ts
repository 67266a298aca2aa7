import fc from 'fast-check'
import { parseTarget } from '../../../local/cos/message/target'
import { HOST, SecretKey } from './example'
import { decodeUtf8, utf8 } from '../../../sdk/src/signature/encoding'
import { expectedOf, readUrl } from './reference-signature'
import { setUpPermanent } from './set-up'

/** Any text at all that is well-formed. */
const text = fc.string({ unit: 'binary', maxLength: 40 })
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 })
const key = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 200 })
  .filter((each) => !each.startsWith('/') && !/(^|\/)\.\.?(\/|$)/.test(each) && Buffer.byteLength(each) <= 850)
const unique = { selector: ([each]: [string, string]) => each.toLowerCase() }
const parameters = fc.uniqueArray(fc.tuple(name, text), { ...unique, maxLength: 6 })

const cos = setUpPermanent()
const targetOf = (url: string) => parseTarget(url.slice(`https://${HOST}`.length))
const options = { numRuns: 300, seed: 7 }

describe('what a server decodes is what the caller gave', () => {
  it('as a key', () => {
    fc.assert(
      fc.property(key, (Key) => expect(targetOf(cos.getObjectUrl({ Key })).path).toBe(`/${Key}`)),
      options,
    )
  })

  it('as parameters', () => {
    fc.assert(
      fc.property(parameters, (pairs) => {
        const { parameters: found } = targetOf(cos.getObjectUrl({ Key: 'a', Query: Object.fromEntries(pairs) }))
        for (const [each, value] of Object.entries(Object.fromEntries(pairs))) expect(found.get(each)).toBe(value)
      }),
      options,
    )
  })

  it('as a download name', () => {
    fc.assert(
      fc.property(text, (downloadName) => {
        const found = targetOf(cos.getObjectUrl({ Key: 'a', downloadName })).parameters
        const disposition = found.get('response-content-disposition') ?? ''
        const [, encoded = ''] = /^attachment;filename\*=UTF-8''([\w.~%-]*)$/.exec(disposition) ?? []
        expect(decodeURIComponent(encoded)).toBe(downloadName)
      }),
      options,
    )
  })

  it('and the signature is right for it', () => {
    fc.assert(
      fc.property(key, parameters, (Key, pairs) => {
        const Url = cos.getObjectUrl({ Key, Query: Object.fromEntries(pairs) })
        expect(readUrl(Url)).toMatchObject(expectedOf({ Url }, SecretKey))
      }),
      options,
    )
  })
})

describe('a URL', () => {
  it('holds nothing but what is safe in any HTTP library', () => {
    fc.assert(
      fc.property(key, parameters, (Key, pairs) => {
        const Url = cos.getObjectUrl({ Key, Query: Object.fromEntries(pairs) })
        expect(Url).toMatch(/^https:\/\/[\w.~%/-]+\?[\w.~%=&-]*$/)
      }),
      options,
    )
  })

  it('never takes a lone surrogate', () => {
    const lone = fc.integer({ min: 0xd800, max: 0xdfff }).map((code) => String.fromCharCode(code))
    fc.assert(
      fc.property(lone, (half) => expect(() => cos.getObjectUrl({ Key: `a${half}b` })).toThrow('Text must be Unicode')),
      options,
    )
  })
})

describe('UTF-8', () => {
  it('is read as the text that was written', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(utf8(any)).toBe(Buffer.from(any).toString('latin1'))
        expect(decodeUtf8(utf8(any))).toBe(any)
      }),
      options,
    )
  })

  it('that is none stays as it is', () => {
    for (const bytes of ['\u00ff', 'a\u00e4', '\u00e4\u00b8']) expect(decodeUtf8(bytes)).toBe(bytes)
  })
})
