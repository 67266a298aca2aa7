const NAMED =
  /((?:secret|token|signature|authorization|q-ak|session_key)[\w-]*["']?\s*[:=]\s*(?:Bearer\s+)?["']?)[^"'&\s,;}]+/gi

/** Foreign text without what looks like a secret, a token or a signed URL's query: fit for a message. */
export function redact(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/\?[^\s"'<>]*q-sign[^\s"'<>]*/g, '?…')
    .replace(NAMED, '$1…')
    .replace(/AKID\w{8,}|[\w+/=%-]{40,}|[a-z\d]{32,}/gi, '…')
    .slice(0, 300)
}
