import { ApiError } from '../call'

/** Bytes of what a mini program writes: a string in an encoding, or an ArrayBuffer. */
export function toBytes(data: unknown, encoding: unknown = 'utf8'): Uint8Array<ArrayBuffer> {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0))
  if (data instanceof Uint8Array) return new Uint8Array(data)
  if (typeof data !== 'string') throw new ApiError('data must be a string or an ArrayBuffer')
  if (encoding === 'base64') return fromBinary(atob(data))
  if (encoding === 'hex') return Uint8Array.from(data.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
  if (encoding === 'binary' || encoding === 'latin1' || encoding === 'ascii') return fromBinary(data)
  return new TextEncoder().encode(data)
}

/** What `readFile` gives: without an encoding an ArrayBuffer. */
export function fromBytes(bytes: Uint8Array<ArrayBuffer>, encoding: unknown): string | ArrayBuffer {
  if (encoding === undefined) return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  if (encoding === 'base64') return btoa(toBinary(bytes))
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (encoding === 'binary' || encoding === 'latin1' || encoding === 'ascii') return toBinary(bytes)
  return new TextDecoder(encoding === 'ucs2' || encoding === 'utf16le' ? 'utf-16le' : 'utf-8').decode(bytes)
}

function fromBinary(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

function toBinary(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}
