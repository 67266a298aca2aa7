import { utf8 } from '../signature/encoding'

const BLOCK = 64
/** Bits by which each of the rounds rotates, in turns of four: RFC 1321. */
const ROTATIONS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const INITIAL: readonly number[] = [0x67452301, -0x10325477, -0x67452302, 0x10325476]

/**
 * The lower-case hex MD5 of a text's UTF-8 bytes: short ones, such as the lists of keys of which COS wants it. Files are
 * digested by the platform.
 * @see RFC 1321
 */
export function md5(text: string): string {
  const bytes = utf8(text)
  const padded = `${bytes}\x80`.padEnd(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK - 8, '\0') + lengthOf(bytes)
  let state = INITIAL
  for (let position = 0; position < padded.length; position += BLOCK) state = compress(state, padded, position)
  return state.map(littleEndian).join('')
}

/** In bits, as eight bytes, the lowest first. */
function lengthOf({ length }: string): string {
  const bits = length * 8
  const low = [0, 8, 16, 24].map((shift) => String.fromCharCode((bits >>> shift) & 255))
  return low.join('').padEnd(8, '\0')
}

function compress(state: readonly number[], bytes: string, position: number): number[] {
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let round = 0; round < BLOCK; round++) {
    const group = round >> 4
    const [mixed, word] = mix(group, round, b, c, d)
    const constant = (Math.abs(Math.sin(round + 1)) * 2 ** 32) | 0
    const sum = (a + mixed + constant + wordAt(bytes, position + word * 4)) | 0
    const rotation = ROTATIONS[group * 4 + (round & 3)] || 0
    a = d
    d = c
    c = b
    b = (b + ((sum << rotation) | (sum >>> (32 - rotation)))) | 0
  }
  return [a, b, c, d].map((word, index) => (word + (state[index] || 0)) | 0)
}

/** A round's function of three words, and which word of the block it takes. */
function mix(group: number, round: number, b: number, c: number, d: number): [mixed: number, word: number] {
  if (group === 0) return [(b & c) | (~b & d), round]
  if (group === 1) return [(d & b) | (~d & c), (5 * round + 1) & 15]
  if (group === 2) return [b ^ c ^ d, (3 * round + 5) & 15]
  return [c ^ (b | ~d), (7 * round) & 15]
}

function wordAt(bytes: string, position: number): number {
  return [3, 2, 1, 0].reduce((word, offset) => (word << 8) | bytes.charCodeAt(position + offset), 0)
}

function littleEndian(word: number): string {
  return [0, 8, 16, 24].map((shift) => (((word >>> shift) & 255) + 256).toString(16).slice(1)).join('')
}
