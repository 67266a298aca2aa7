import { BlockList, isIP, isIPv6 } from 'node:net'
import { urlEncode } from '../message/encode'
import type { Headers } from '../message/headers'
import { globMatches } from './glob'
import type { Parameters } from '../message/target'

/** Any one of several is enough. */
export type ConditionValue = string | number | boolean | readonly (string | number | boolean)[]

/** What a request says about itself, by condition key: `cos:content-length`, `cos:prefix` … */
export type ConditionContext = ReadonlyMap<string, string>

/** The headers that conditions may speak of. */
const HEADERS = /^(?:content-length|content-type|x-cos-(?:acl|grant-[a-z-]+|storage-class|forbid-overwrite))$/

/** The parameters that conditions may speak of. */
const PARAMETERS = ['delimiter', 'max-keys', 'prefix', 'response-content-type', 'versionid']

/** Reads the context of a request. @param address - the IP address that it came from */
export function conditionContext(headers: Headers, parameters: Parameters, address?: string): ConditionContext {
  const context = new Map<string, string>()
  const set = (key: string, value: string | undefined) => value !== undefined && context.set(key, value)
  for (const [name, value] of headers) if (HEADERS.test(name)) set(`cos:${name}`, value)
  // One page of the documents writes it so.
  set('cos:content_length', headers.get('content-length'))
  set('qcs:ip', address)
  for (const name of PARAMETERS) set(`cos:${name}`, encoded(parameters.get(name)))
  return context
}

/** Policies name the value of a parameter as it stands in a URL: `u%2F`. */
function encoded(value: string | undefined): string | undefined {
  return value === undefined ? undefined : urlEncode(value)
}

type Test = (got: string, wanted: string) => boolean

/** The operators of which one wanted value is enough. */
const ANY: Readonly<Record<string, Test>> = {
  string_equal: (got, wanted) => got === wanted,
  string_equal_ignore_case: (got, wanted) => got.toLowerCase() === wanted.toLowerCase(),
  string_like: (got, wanted) => globMatches(wanted, got),
  numeric_equal: (got, wanted) => Number(got) === Number(wanted),
  numeric_less_than: (got, wanted) => Number(got) < Number(wanted),
  numeric_less_than_equal: (got, wanted) => Number(got) <= Number(wanted),
  numeric_greater_than: (got, wanted) => Number(got) > Number(wanted),
  numeric_greater_than_equal: (got, wanted) => Number(got) >= Number(wanted),
  bool_equal: (got, wanted) => got === wanted,
  ip_equal: isWithin,
}

/** The operators that every wanted value has to pass. */
const ALL: Readonly<Record<string, Test>> = {
  string_not_equal: (got, wanted) => got !== wanted,
  string_not_like: (got, wanted) => !globMatches(wanted, got),
  numeric_not_equal: (got, wanted) => Number(got) !== Number(wanted),
  ip_not_equal: (got, wanted) => !isWithin(got, wanted),
}

/** Whether an address is another, or lies in a network, such as `10.121.2.0/24`. */
function isWithin(address: string, wanted: string): boolean {
  const [network = '', bits] = wanted.split('/')
  if (isIP(network) === 0 || isIP(address) === 0) return false
  const all = isIPv6(network) ? 128 : 32
  const length = bits === undefined ? all : Number(bits)
  if (!(Number.isInteger(length) && length >= 0 && length <= all)) return false
  const list = new BlockList()
  list.addSubnet(network, length, familyOf(network))
  return list.check(address, familyOf(address))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}

const IF_EXIST = '_if_exist'

/** Whether there is such an operator. */
export function isOperator(operator: string): boolean {
  const name = baseName(operator)
  return Object.hasOwn(ANY, name) || Object.hasOwn(ALL, name)
}

function baseName(operator: string): string {
  return operator.endsWith(IF_EXIST) ? operator.slice(0, -IF_EXIST.length) : operator
}

/** Whether one condition holds. What the request lacks holds only with `_if_exist`. */
export function conditionHolds(operator: string, got: string | undefined, wanted: ConditionValue): boolean {
  if (got === undefined) return operator.endsWith(IF_EXIST)
  const name = baseName(operator)
  const values = [wanted].flat().map(String)
  const any = Object.hasOwn(ANY, name) ? ANY[name] : undefined
  const all = Object.hasOwn(ALL, name) ? ALL[name] : undefined
  if (any) return values.some((value) => any(got, value))
  return all !== undefined && values.every((value) => all(got, value))
}
