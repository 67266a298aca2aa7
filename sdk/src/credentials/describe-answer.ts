/** What of a backend's answer can be shown: never all of it, since nobody knows what else is in there. */
import { redact } from '../errors/redact'
import { asRecord, type UnknownRecord } from '../platform/as-record'

/** What was said, in short, and as the cause of an error. */
export interface Description {
  text: string
  cause: Record<string, string | number> | undefined
}

/** Fields in which backends say what went wrong. They are harmless to show. */
const CODES = ['code', 'errcode', 'errno', 'statusCode', 'status']
const MESSAGES = ['message', 'msg', 'errmsg', 'error', 'error_description', 'reason']
const REQUEST_IDS = ['requestid', 'request_id', 'traceid']
/** Envelopes in which these fields lie. */
const ENVELOPES = ['response', 'error', 'data', 'result', 'body']

/** Characters. */
const MAX_SHORT_TEXT = 100
const MAX_TEXT = 200
const MAX_DEPTH = 3

/** Shows codes, messages and request ids; of all else only what it is. */
export function describeAnswer(answer: unknown): Description {
  if (typeof answer === 'string') return { text: describeText(answer), cause: undefined }
  const record = asRecord(answer)
  const cause = collect(record, 0)
  const said = Object.values(cause)
  if (said.length > 0) return { text: said.join(' '), cause }
  const names = Object.keys(record).slice(0, 10)
  return { text: names.length > 0 ? `an object with ${names.join(', ')}` : 'nothing', cause: undefined }
}

/** A short text as it is, of a page its title; the rest may hold anything. */
function describeText(text: string): string {
  const [, title] = /<title>([^<]{1,100})/i.exec(text.slice(0, 2000)) || []
  if (title) return `a page called '${redact(title)}'`
  const isHarmless = text.length <= MAX_SHORT_TEXT && redact(text) === text
  return isHarmless && text ? `'${text}'` : `a text of ${text.length} characters`
}

function collect(record: UnknownRecord, depth: number): Record<string, string | number> {
  const found: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(record)) {
    const lower = name.toLowerCase()
    if (CODES.includes(lower) || lower === 'statuscode' || REQUEST_IDS.includes(lower)) {
      if (typeof value === 'number' || isWord(value)) found[name] = value
    } else if (MESSAGES.includes(lower) && typeof value === 'string' && value) {
      found[name] = redact(value.slice(0, MAX_TEXT))
    }
    const isEnvelope = ENVELOPES.includes(lower) && depth < MAX_DEPTH
    if (isEnvelope && typeof value === 'object') Object.assign(found, collect(asRecord(value), depth + 1))
  }
  return found
}

/** A code or an id: one word, too short for a token. Example: `AuthFailure.SecretIdNotFound`. */
function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.:-]{1,64}$/.test(value)
}
