/**
 * SHA-1 and HMAC-SHA1 of text, for engines that have neither `crypto` nor, on iOS, a JIT. There every operation costs
 * its dispatch and an array access several; so text is packed straight into block words, five rounds stand written
 * out over local variables (nearly twice as fast as a loop over an array), and the two states of an HMAC key are kept
 * between messages. The rounds are alike to the letter, since that compresses. Not constant in time.
 * @see FIPS 180-4, RFC 2104
 */

/** The five chaining words. */
type State = readonly [number, number, number, number, number]
// prettier-ignore
type Block = [number, number, number, number, number, number, number, number,
  number, number, number, number, number, number, number, number]

/** As 32-bit integers with a sign: anything larger would be a double, and slow. */
const INITIAL: State = [0x67452301, -0x10325477, -0x67452302, 0x10325476, -0x3c2d1e10]
const BLOCK = 64
let block: Block = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

/** The lower-case hex SHA-1 of a text's UTF-8 bytes. */
export function sha1(text: string): string {
  return hex(hash(INITIAL, 0, utf8(text)))
}

/**
 * Makes the function that gives the lower-case hex HMAC-SHA1 of a text's UTF-8 bytes under one key of text: each message
 * costs two blocks less.
 */
export function hmacSha1(key: string): (text: string) => string {
  const bytes = utf8(key)
  const short = bytes.length > BLOCK ? fromHex(hex(hash(INITIAL, 0, bytes)), /../g) : bytes
  pack(short, 0, 0x36363636)
  const inner = compress(INITIAL)
  pack(short, 0, 0x5c5c5c5c)
  const outer = compress(INITIAL)
  return (text) => {
    const [a, b, c, d, e] = hash(inner, BLOCK, utf8(text))
    // The outer message is always as long: its one block is made of words.
    block = [a, b, c, d, e, -0x80000000, 0, 0, 0, 0, 0, 0, 0, 0, 0, (BLOCK + 20) * 8]
    return hex(compress(outer))
  }
}

/** The UTF-8 bytes of a text, as characters below 256: ASCII is its own. */
function utf8(text: string): string {
  return /[\u0080-\uffff]/.test(text) ? fromHex(encodeURIComponent(text), /%../g) : text
}

function fromHex(text: string, byte: RegExp): string {
  return text.replace(byte, (digits) => String.fromCharCode(parseInt(digits.slice(-2), 16)))
}

/** Goes on from a state that has taken in `before` bytes. Lengths are below 256 MB, so one word holds the bits. */
function hash(state: State, before: number, bytes: string): State {
  const padded = bytes + '\x80'
  const end = padded.length + 8
  for (let position = 0; position < end; position += BLOCK) {
    pack(padded, position, 0)
    if (position + BLOCK >= end) block[15] = (before + bytes.length) * 8
    state = compress(state)
  }
  return state
}

/** Sixteen words from a position on; beyond the end `charCodeAt` is NaN, which is a zero here. */
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
  let digits = ''
  for (const word of state) {
    digits += `${HEX[word >>> 24]}${HEX[(word >>> 16) & 255]}${HEX[(word >>> 8) & 255]}${HEX[word & 255]}`
  }
  return digits
}

const K = [0x5a827999, 0x6ed9eba1, -0x70e44324, -0x359d3e2a]

// prettier-ignore
function compress(state: State): State {
  // By index: taking an array apart goes through its iterator, which is slow everywhere.
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], x: number
  let w0 = block[0], w1 = block[1], w2 = block[2], w3 = block[3], w4 = block[4], w5 = block[5], w6 = block[6],
    w7 = block[7], w8 = block[8], w9 = block[9], w10 = block[10], w11 = block[11], w12 = block[12], w13 = block[13],
    w14 = block[14], w15 = block[15]
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
