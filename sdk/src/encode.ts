import { invalidArgument } from './errors'

const RESERVED = /[!'()*]/g
const percent = (character: string) => '%' + character.charCodeAt(0).toString(16).toUpperCase()

/**
 * The specification's `UrlEncode`: UTF-8, with `A-Z a-z 0-9 - _ . ~` kept and all else as `%XX` in upper-case hex.
 * @throws CosError `InvalidArgument` for a lone surrogate, which UTF-8 cannot express
 * @see https://cloud.tencent.com/document/product/436/7778
 */
export function urlEncode(text: string): string {
  let encoded: string
  try {
    encoded = encodeURIComponent(text)
  } catch {
    throw invalidArgument('Text must be well-formed Unicode', 'text with a lone surrogate')
  }
  return encoded.search(RESERVED) < 0 ? encoded : encoded.replace(RESERVED, percent)
}

/** The path of an object's URL: `UrlEncode` with `/` kept. */
export function encodePath(key: string): string {
  return '/' + urlEncode(key).replace(/%2F/g, '/')
}
