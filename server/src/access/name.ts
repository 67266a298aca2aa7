import { Refusal } from '../http/refusal'

const LONGEST = 850

/** Rules that a name has to keep as it is, and as it reads when somebody decodes it once more. */
const RULES: readonly (readonly [broken: RegExp, rule: string])[] = [
  // In the resource of a policy these two are wildcards: a grant for one object would become one for many.
  [/[*?]/, 'must hold no * and no ?'],
  // oxlint-disable-next-line no-control-regex
  [/[\u0000-\u001f\u007f]/, 'must hold no control characters'],
  [/^\/|\/\//, 'must not begin with / nor hold //'],
  [/(?:^|\/)\.{1,2}(?:\/|$)/, 'must hold no . or .. segment'],
  // Programs that sort objects by folder into a plain object would change its prototype.
  [/(?:^|\/)__proto__(?:\/|$)/, 'must hold no __proto__ segment'],
]

/**
 * Checks an object key, or a prefix, before it gets near a policy.
 * @throws Refusal `InvalidRequest`
 */
export function checkName(name: string, what: 'Key' | 'Prefix'): void {
  const refuse = (rule: string) => new Refusal('InvalidRequest', `${what} ${rule}`)
  if (LONE_SURROGATE.test(name)) throw refuse('must be well-formed Unicode')
  if (Buffer.byteLength(name) > LONGEST) throw refuse(`must have at most ${LONGEST} bytes of UTF-8`)
  for (const form of [name, decodedOnce(name)])
    for (const [broken, rule] of RULES) if (broken.test(form)) throw refuse(rule)
}

const LONE_SURROGATE = /\p{Surrogate}/u

/** Only what is an encoding is decoded: `50%.jpg` is a fine name. */
const decodedOnce = (name: string) =>
  name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
