const SECRETS = /((?:secret|token|auth|session)[\w-]*\W*[:=]\W*(?:Bearer )?)[\w+/=%.-]+|AKID\w+|[\w+/=%-]{32,}/gi

/** Foreign text without what looks like a secret or a token, and so without signed URLs: fit for a message. */
export function redact(text: unknown): string {
  return String(text).replace(SECRETS, '$1…').slice(0, 300)
}
