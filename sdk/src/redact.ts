const NAMED = /((?:secret|token|signature|authorization|session_key)[\w-]*\W*[:=]\W*(?:Bearer )?)[\w+/=%.-]+/gi

/** Foreign text without what looks like a secret or a token, and so without signed URLs: fit for a message. */
export function redact(text: string): string {
  return text
    .replace(NAMED, '$1…')
    .replace(/AKID\w+|[\w+/=%-]{32,}/g, '…')
    .slice(0, 300)
}
