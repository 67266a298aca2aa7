import { CosError } from '../errors'
import { fieldsOf } from '../fields'
import { redact } from '../redact'

/** Fields of an answer, whatever envelopes they came in. */
export type Fields = readonly (readonly [name: string, value: unknown])[]

/** Credentials that can't be any: says why, and holds nothing of them. */
export function invalid(why: string): CosError {
  return new CosError('CredentialsInvalid', `The credentials are not usable: ${why}`, {
    hint: "Hand out STS's answer as it is.",
  })
}

/** No credentials: passes on what the source says, without secrets. */
export function failed(what: string, said: unknown, statusCode?: number, retryable?: boolean): CosError {
  const hint = statusCode === 401 ? 'Log in again.' : 'See what the backend says.'
  return new CosError('CredentialsFailed', `${what}: ${saidIn(said)}`, { hint, statusCode, retryable })
}

/** The message in an answer that is an error, whatever it looks like; else the names of its fields. */
function saidIn(answer: unknown): string {
  if (typeof answer === 'string') return redact(answer.replace(/(<style[^]*?<\/style>|<[^>]*>|\s)+/gi, ' ').trim())
  if (answer instanceof Error) return saidIn(answer.message)
  const fields = flatten(answer)
  const said = [/^code$/i, /^(message|msg|errmsg|error|error_description)$/i, /^requestid$/i]
    .map((name) => textOf(fields, name))
    .join(' ')
    .trim()
  return redact(said || Object.keys(fieldsOf(answer)).join())
}

/** All fields of an answer; those of its envelopes, too. */
export function flatten(answer: unknown): Fields {
  return Object.entries(fieldsOf(answer)).reduce<Fields>(
    (fields, [name, value]) =>
      fields.concat(
        /^(response|data|credentials|error)$/i.test(name) && typeof value === 'object'
          ? flatten(value)
          : [[name, value]],
      ),
    [],
  )
}

/** The first value that says something and whose name fits. */
export function valueOf(fields: Fields, pattern: RegExp): unknown {
  const found = fields.find(([name, value]) => value && pattern.test(name))
  return found && found[1]
}

/** The same, as text. */
export function textOf(fields: Fields, pattern: RegExp): string {
  const value = valueOf(fields, pattern)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
