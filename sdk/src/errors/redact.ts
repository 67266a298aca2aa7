/**
 * Foreign text without what looks like a secret, a token or a signed URL: fit for a message. That is the second line of
 * defence: where it is known which fields of something are harmless, only those are shown.
 */
export function redact(value: unknown): string {
  return cut(textOf(value))
    .replace(USER_INFO, '://…@')
    .replace(URL_QUERY, '$1?…')
    .replace(CREDENTIALS_HEADER, '$1…')
    .replace(AUTH_SCHEME, '$1 …')
    .replace(NAMED_VALUE, hideNamedValue)
    .replace(TOKEN, hideUnreadable)
    .slice(0, MAX_SHOWN)
}

/** Characters that are looked at: that bounds the time. */
const MAX_READ = 1000
/** Characters that are shown. */
const MAX_SHOWN = 300

/** `https://user:password@host`. */
export const USER_INFO = /:\/\/[^\s/"']*@/g

/** `https://host/path?q-signature=…`. */
export const URL_QUERY = /([a-z]{2,10}:\/\/[^\s?#"'<>]*)[?#][^\s"'<>]*/gi

/** Up to its end: `\"a\"` of JSON in JSON, `"a\"b"`, `'a'`. */
const QUOTED = /\\"[^]*?\\"(?=\s*[,}\]]|$)|"(?:[^"\\]|\\[^])*"?|'[^'\n]*'?/

/** All of the line: `Authorization: Basic YTpi`, `Cookie: a=b; c=d`; or of the quotes: `"Cookie": "a=b"`. */
export const CREDENTIALS_HEADER = new RegExp(
  `((?:authorization|cookie)\\\\?["']?\\s*[:=]\\s*)(?:${QUOTED.source}|[^\\r\\n}]+)`,
  'gi',
)

/** `Bearer abc`, `Digest username="a", response="b"`; not `Bearer token`. */
export const AUTH_SCHEME =
  /\b(bearer|basic|digest(?= \w+=))\s+(?!token|auth|is\b|was\b)(?:\w+="[^\r\n}]*|[\w+/=.~-]+)/gi

/** What holds secrets: `tmpSecretKey`, `x-cos-security-token`, `password`, `api_key`, `sid`; not `AuthFailure`, `author`. */
export const SECRET_NAME =
  /(?:secret|token|passw(?:or)?d|passphrase|pwd|session|signature|jwt|js_code|auth(?![a-z])|(?:api|access|private|sign|auth)[_-]?key|\b(?:[as]k|sid|sign|pass|pin|otp)\b)(?!\w*(?:failure|notfound|expired|denied|invalid|error|missing))[\w-]{0,40}\\?["']?/

/** `=`, `: `, ` => `; or words between a name and a value: `SecretKey is a1`, `session a1`. */
const SEPARATOR = /\s*(?:=>|[:=])\s*|\s+(?:(?:is|was)\s+)?/
/** A text in quotes, a list, an object, or one word. */
const VALUE = new RegExp(`${QUOTED.source}|\\[[^\\]]*\\]?|\\{[^}]*\\}?|[^\\s,;&"'<>{}[\\]()\\\\]+`)

const NAMED_VALUE = new RegExp(`(${SECRET_NAME.source})(${SEPARATOR.source})(${VALUE.source})`, 'gi')

function hideNamedValue(found: string, name: string, separator: string, value: string): string {
  const isAssigned = /[:=]/.test(separator)
  const isHarmless = isAssigned ? NO_VALUE.test(value) : isMadeOfWords(value)
  return isHarmless ? found : `${name}${separator}…`
}

/** `""`, `null`: that says that there is no secret. */
export const NO_VALUE = /^(?:""|''|\\"\\"|\[\]|\{\}|null|undefined|true|false|none|missing)$/

/**
 * JWTs and key ids of any length, and 24 characters or more without a space or a dot. Example:
 * `eyJhbGciOiJIUzI1NiJ9.eyJ1aWQiOiIxIn0.c2lnbmVk`.
 */
const TOKEN = /(eyJ[\w-]*\.[\w.-]*|AKID\w*)|[\w+/=%-]{24,}/g

function hideUnreadable(word: string, isKnown?: string): string {
  return !isKnown && isMadeOfWords(word) ? word : '…'
}

/** Whether it is made of words as people and programs write them: `ERR_HTTP2_PING_FAILED`, `NoSuchKey`, `photos-1250000000`. */
function isMadeOfWords(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).every((piece) => WORD.test(piece))
}
/** `ERR`, `HTTP2`, `photos`, `NoSuchKey`, `1250000000`, or nothing; not `a1b2`, nor forty letters on end. */
export const WORD = /^(?:[A-Z]{1,20}\d{0,2}|[A-Za-z]?[a-z]{0,15}(?:[A-Z][a-z]{1,15})*|\d{1,13})$/

/** The beginning of a text; what is cut in two may not be known for what it is, and goes as well. */
function cut(text: string): string {
  return text.length > MAX_READ ? text.slice(0, MAX_READ).replace(/[^\s,;]*$/, '…') : text
}

function textOf(value: unknown): string {
  try {
    return String(value)
  } catch {
    return typeof value
  }
}
