import { createHash, createHmac } from 'node:crypto'
import { hmac } from '@noble/hashes/hmac.js'
import { sha1 as nobleSha1 } from '@noble/hashes/legacy.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { hmacSha1, sha1 } from '../../../sdk/src/signature/hmac-sha1'

const nodeSha1 = (text: string) => createHash('sha1').update(text).digest('hex')
const nodeHmac = (key: string, text: string) => createHmac('sha1', key).update(text).digest('hex')
const noble = (text: string) => bytesToHex(nobleSha1(utf8ToBytes(text)))
const nobleHmac = (key: string, text: string) => bytesToHex(hmac(nobleSha1, utf8ToBytes(key), utf8ToBytes(text)))

const LENGTHS = Array.from({ length: 301 }, (_, length) => length)
const ofLength = (length: number) =>
  Array.from({ length }, (_, index) => String.fromCharCode(33 + (index % 94))).join('')

/** All of Unicode that UTF-8 can express, in pieces of 97 characters, which start at every place of a block. */
function* unicode(): Generator<string> {
  let piece: number[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    piece.push(code)
    if (piece.length < 97 && code < 0x10ffff) continue
    yield String.fromCodePoint(...piece)
    piece = []
  }
}

describe('sha1', () => {
  it.each([
    ['', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq', '84983e441c3bd26ebaae4aa1f95129e5e54670f1'],
    ['a'.repeat(1_000_000), '34aa973cd4c4daa4f61eeb2bdbad27316534016f'],
  ])('gives the answers of FIPS 180', (text, digest) => {
    expect(sha1(text)).toBe(digest)
  })

  it('agrees with node:crypto and @noble/hashes over every length from 0 to 300', () => {
    const texts = LENGTHS.flatMap((length) => [ofLength(length), 'é'.repeat(length), '中'.repeat(length)])
    const own = texts.map(sha1)
    expect(own).toEqual(texts.map(nodeSha1))
    expect(own).toEqual(texts.map(noble))
  })

  it('agrees with node:crypto and @noble/hashes over all of Unicode', () => {
    const texts = [...unicode()]
    expect(texts.join('').length).toBe(0x10000 - 0x800 + 0x100000 * 2)
    const own = texts.map(sha1)
    expect(own).toEqual(texts.map(nodeSha1))
    expect(own).toEqual(texts.map(noble))
  })
})

describe('hmacSha1', () => {
  it.each([
    ['\x0b'.repeat(20), 'Hi There', 'b617318655057264e28bc0b6fb378c8ef146be00'],
    ['Jefe', 'what do ya want for nothing?', 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
  ])('gives the answers of RFC 2202', (key, text, digest) => {
    expect(hmacSha1(key)(text)).toBe(digest)
  })

  it('agrees with node:crypto and @noble/hashes over every length of key and text from 0 to 300', () => {
    const pairs = LENGTHS.map((length) => [ofLength(length), ofLength(300 - length)] as const)
    const own = pairs.map(([key, text]) => hmacSha1(key)(text))
    expect(own).toEqual(pairs.map(([key, text]) => nodeHmac(key, text)))
    expect(own).toEqual(pairs.map(([key, text]) => nobleHmac(key, text)))
  })

  it('agrees with node:crypto over Unicode, as key and as text', () => {
    const ofKey = hmacSha1('example-secret-key')
    // The conversion to bytes is the same as in `sha1`: every seventh piece has some of each plane.
    const texts = [...unicode()].filter((_, index) => index % 7 === 0)
    expect(texts.map((text) => ofKey(text))).toEqual(texts.map((text) => nodeHmac('example-secret-key', text)))
    expect(texts.map((text) => hmacSha1(text)('a'))).toEqual(texts.map((text) => nodeHmac(text, 'a')))
  })

  it('keeps nothing of one message for the next', () => {
    const ofKey = hmacSha1('key')
    const first = ofKey('first')
    sha1('in between, longer than one block of sixty-four bytes, so that it is overwritten as a whole')
    expect(ofKey('first')).toBe(first)
  })
})
