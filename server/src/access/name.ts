import { Refusal } from '../http/refusal'

const LONGEST = 850

type Rule = readonly [broken: RegExp, rule: string]

/** Rules that a name has to keep as it is, and as it reads when somebody decodes it once more. */
const RULES: readonly Rule[] = [
  // oxlint-disable-next-line no-control-regex
  [/[\u0000-\u001f\u007f]/, 'must hold no control characters'],
  [/^\/|\/\//, 'must not begin with / nor hold //'],
  [/(?:^|\/)\.{1,2}(?:\/|$)/, 'must hold no . or .. segment'],
  // Programs that sort objects by folder into a plain object would change its prototype.
  [/(?:^|\/)__proto__(?:\/|$)/, 'must hold no __proto__ segment'],
]

/** In the resource of a policy these two are wildcards: a grant for one object would become one for many. */
const NO_WILDCARD: Rule = [/[*?]/, 'must hold no * and no ?']

/**
 * Checks an object key, or a prefix: which folder it lies in is plain.
 * @throws Refusal `InvalidRequest`
 */
export function checkName(name: string, what: 'Key' | 'Prefix'): void {
  check(name, what, RULES)
}

/**
 * Checks the key of the one object that a policy is to name.
 * @throws Refusal `InvalidRequest`
 */
export function checkExactKey(key: string): void {
  check(key, 'Key', [...RULES, NO_WILDCARD])
}

function check(name: string, what: 'Key' | 'Prefix', rules: readonly Rule[]): void {
  const refuse = (rule: string) => new Refusal('InvalidRequest', `${what} ${rule}`)
  if (LONE_SURROGATE.test(name)) throw refuse('must be well-formed Unicode')
  if (Buffer.byteLength(name) > LONGEST) throw refuse(`must have at most ${LONGEST} bytes of UTF-8`)
  for (const form of [name, decodedOnce(name)])
    for (const [broken, rule] of rules) if (broken.test(form)) throw refuse(rule)
}

const LONE_SURROGATE = /\p{Surrogate}/u

/** Only what is an encoding is decoded: `50%.jpg` is a fine name. */
const decodedOnce = (name: string) =>
  name.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
