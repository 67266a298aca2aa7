/**
 * SHA-1 and HMAC-SHA1 of text, for engines that have neither `crypto` nor, on iOS, a JIT. There every operation costs
 * its dispatch and an array access several; so text is packed straight into block words, five rounds stand written
 * out over local variables (nearly twice as fast as a loop over an array), and the two states of an HMAC key are kept
 * between messages. The rounds are alike to the letter, since that compresses. Not constant in time.
 * @see FIPS 180-4, RFC 2104
 */

import { utf8 } from './encoding'

/** The five chaining words. */
type State = readonly [number, number, number, number, number]

/** As 32-bit integers with a sign: anything larger would be a double, and slow. */
const INITIAL: State = [0x67452301, -0x10325477, -0x67452302, 0x10325476, -0x3c2d1e10]
const BLOCK = 64
/** What follows a message; its zeros save reading beyond its end, which engines are slow at. */
const END = '\x80'.padEnd(BLOCK + 8, '\0')
/** What follows the inner hash in the one block of the outer message, as words: that is always as long. */
const OUTER_END = [-0x80000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, (BLOCK + 20) * 8]
let block: number[] = []

/** The lower-case hex SHA-1 of a text's UTF-8 bytes. */
export function sha1(text: string): string {
  return hex(hash(INITIAL, 0, text))
}

/**
 * Makes the function that gives the lower-case hex HMAC-SHA1 of a text's UTF-8 bytes under one key of text: each message
 * costs two blocks less.
 */
export function hmacSha1(key: string): (text: string) => string {
  // Its hash as bytes, where it is longer than a block.
  const short = utf8(key).length > BLOCK ? unescape(sha1(key).replace(/../g, '%$&')) : utf8(key)
  const bytes = short.padEnd(BLOCK, '\0')
  pack(bytes, 0, 0x36363636)
  const inner = compress(INITIAL)
  pack(bytes, 0, 0x5c5c5c5c)
  const outer = compress(INITIAL)
  return (text) => {
    block = hash(inner, BLOCK, text).concat(OUTER_END)
    return hex(compress(outer))
  }
}

/** Goes on from a state that has taken in `before` bytes. Lengths are below 256 MB, so one word holds the bits. */
function hash(state: State, before: number, text: string): State {
  const bytes = utf8(text)
  const padded = bytes + END
  const end = bytes.length + 8
  for (let position = 0; position <= end; position += BLOCK) {
    pack(padded, position, 0)
    if (position + BLOCK > end) block[15] = (before + bytes.length) * 8
    state = compress(state)
  }
  return state
}

/** Sixteen words from a position on. */
function pack(bytes: string, position: number, mask: number): void {
  for (let i = 0; i < 16; i++) {
    block[i] =
      mask ^
      ((bytes.charCodeAt(position++) << 24) |
        (bytes.charCodeAt(position++) << 16) |
        (bytes.charCodeAt(position++) << 8) |
        bytes.charCodeAt(position++))
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1))

function hex(state: State): string {
  return hexOfWord(state[0]) + hexOfWord(state[1]) + hexOfWord(state[2]) + hexOfWord(state[3]) + hexOfWord(state[4])
}

function hexOfWord(word: number): string {
  return `${HEX[word >>> 24]}${HEX[(word >>> 16) & 255]}${HEX[(word >>> 8) & 255]}${HEX[word & 255]}`
}

const K = [2, 3, 5, 10].map((number) => (Math.sqrt(number) * 2 ** 30) | 0)

// prettier-ignore
function compress(state: State): State {
  // By index: taking an array apart goes through its iterator, which is slow everywhere.
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], x: number
  let i = 0
  let w0 = block[i++] as number, w1 = block[i++] as number, w2 = block[i++] as number, w3 = block[i++] as number,
    w4 = block[i++] as number, w5 = block[i++] as number, w6 = block[i++] as number, w7 = block[i++] as number,
    w8 = block[i++] as number, w9 = block[i++] as number, w10 = block[i++] as number, w11 = block[i++] as number,
    w12 = block[i++] as number, w13 = block[i++] as number, w14 = block[i++] as number, w15 = block[i++] as number
  for (let round = 0; round < 80; round += 5) {
    const group = round / 20 | 0, k = K[group] || 0
      x = (a << 5 | a >>> 27) + (group & 1 ? b ^ c ^ d : b & c | d & (group ? b | c : ~b)) + e + k + w0 | 0; e = d; d = c; c = b << 30 | b >>> 2; b = a; a = x; x = w0 ^ w2 ^ w8 ^ w13; w0 = x << 1 | x >>> 31
      x = (a << 5 | a >>> 27) + (group & 1 ? b ^ c ^ d : b & c | d & (group ? b | c : ~b)) + e + k + w1 | 0; e = d; d = c; c = b << 30 | b >>> 2; b = a; a = x; x = w1 ^ w3 ^ w9 ^ w14; w1 = x << 1 | x >>> 31
      x = (a << 5 | a >>> 27) + (group & 1 ? b ^ c ^ d : b & c | d & (group ? b | c : ~b)) + e + k + w2 | 0; e = d; d = c; c = b << 30 | b >>> 2; b = a; a = x; x = w2 ^ w4 ^ w10 ^ w15; w2 = x << 1 | x >>> 31
      x = (a << 5 | a >>> 27) + (group & 1 ? b ^ c ^ d : b & c | d & (group ? b | c : ~b)) + e + k + w3 | 0; e = d; d = c; c = b << 30 | b >>> 2; b = a; a = x; x = w3 ^ w5 ^ w11 ^ w0; w3 = x << 1 | x >>> 31
      x = (a << 5 | a >>> 27) + (group & 1 ? b ^ c ^ d : b & c | d & (group ? b | c : ~b)) + e + k + w4 | 0; e = d; d = c; c = b << 30 | b >>> 2; b = a; a = x; x = w4 ^ w6 ^ w12 ^ w1; w4 = x << 1 | x >>> 31
    x = w0; w0 = w5; w5 = w10; w10 = w15; w15 = w4; w4 = w9; w9 = w14; w14 = w3; w3 = w8; w8 = w13; w13 = w2; w2 = w7; w7 = w12; w12 = w1; w1 = w6; w6 = w11; w11 = x
  }
  return [state[0] + a | 0, state[1] + b | 0, state[2] + c | 0, state[3] + d | 0, state[4] + e | 0]
}
