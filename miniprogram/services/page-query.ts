/**
 * An object key as a value in the address of a page. Platforms differ in whether they decode such a value before the
 * page sees it; this form has only characters that decoding leaves alone.
 */
export function toPageQuery(key: string): string {
  return encodeURIComponent(key).replace(/~/g, '%7E').replace(/%/g, '~')
}

/** The key again. Throws a `URIError` where the value does not come from `toPageQuery`. */
export function fromPageQuery(value: string): string {
  return decodeURIComponent(value.replace(/~/g, '%'))
}
