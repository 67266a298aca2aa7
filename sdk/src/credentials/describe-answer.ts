import { redact } from '../errors/redact'

/** Fields in which backends say what went wrong: harmless to show. */
const HARMLESS_FIELD = /^((err|status)?code|status|errno|(err)?(msg|message)|error|reason|request_?id)$/i
/** Words, and no page. Example: `not logged in`. */
const SHORT_TEXT = /^[^<>]{0,100}$/
/** Characters. */
const MAX_TEXT = 200

/**
 * What of something foreign can be shown: codes, messages and request ids, wherever they lie, and short texts that look
 * like no secret. Of all else nobody knows what is in there.
 */
export function describeAnswer(answer: unknown): Record<string, string> {
  const shown: Record<string, string> = {}
  toJson(answer, (name, value) => {
    const isText = typeof value === 'string' || typeof value === 'number'
    if (HARMLESS_FIELD.test(name) && isText && value) shown[name] = redact(String(value).slice(0, MAX_TEXT))
  })
  return shown
}

/** The same in one line; else what kind of thing it is. */
export function summarizeAnswer(answer: unknown): string {
  const said = Object.values(describeAnswer(answer)).join(' ')
  if (said) return said
  if (answer instanceof Object) return `an object with ${Object.keys(answer).join(', ') || 'nothing in it'}`
  const text = String(answer)
  return SHORT_TEXT.test(text) && redact(text) === text ? `'${text}'` : `a text of ${text.length} characters`
}

/** Whether nothing that looks like a secret would be seen where all of something is printed. */
export function isHarmless(thrown: unknown): boolean {
  const printed = toJson(thrown, () => {})
  return printed !== undefined && redact(printed) === printed
}

/** As JSON, with an error's own message; `undefined` for what goes in circles. Tells of each field on the way. */
function toJson(value: unknown, onField: (name: string, value: unknown) => void): string | undefined {
  const whole = value instanceof Error ? Object.assign({ message: value.message }, value) : value
  try {
    const json = JSON.stringify([whole], (name, field: unknown) => {
      onField(name, field)
      return field
    })
    return json
  } catch {
    return undefined
  }
}
