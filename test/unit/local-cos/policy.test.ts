import { conditionContext } from '../../../local/cos/access/condition'
import { globMatches } from '../../../local/cos/access/glob'
import { allows, checkPolicy, type Statement } from '../../../local/cos/access/policy'
import { parseTarget } from '../../../local/cos/message/target'

const root = 'qcs::cos:ap-guangzhou:uid/1250000000:demo-1250000000/'
const put: Statement = { effect: 'allow', action: 'name/cos:PutObject', resource: `${root}u/1/*` }

function judge(
  statement: readonly unknown[],
  request: { action?: string; key?: string; headers?: [string, string][] },
) {
  const context = conditionContext(new Map(request.headers), parseTarget('/?prefix=u%2F1%2F').parameters)
  const { action = 'PutObject', key = 'u/1/a.jpg' } = request
  const policy = checkPolicy({ version: '2.0', statement })
  return allows(policy, { action: `name/cos:${action}`, resource: `${root}${key}`, context })
}

describe('a policy', () => {
  it('allows what a statement allows', () => {
    expect(judge([put], {})).toBe(true)
  })

  it.each([
    ['another action', { action: 'GetObject' }],
    ['an action in other letters', { action: 'putobject' }],
    ['another prefix', { key: 'u/2/a.jpg' }],
    ['a prefix that merely starts alike', { key: 'u/10/a.jpg' }],
    ['the folder itself', { key: 'u/1' }],
    ['a key that holds the resource', { key: `x/${root}u/1/a.jpg` }],
  ])('does not allow %s', (_, request) => {
    expect(judge([put], request)).toBe(false)
  })

  it('lets a denial win, wherever it stands', () => {
    const deny = { ...put, effect: 'deny', resource: `${root}u/1/secret*` }
    expect(judge([put, deny], { key: 'u/1/secret.jpg' })).toBe(false)
    expect(judge([deny, put], { key: 'u/1/secret.jpg' })).toBe(false)
    expect(judge([deny, put], {})).toBe(true)
  })

  it('takes actions without name/, with stars, and in lists', () => {
    expect(judge([{ ...put, action: ['cos:Get*', 'cos:Put*'] }], {})).toBe(true)
    expect(judge([{ ...put, action: '*', resource: '*' }], { action: 'GetBucket', key: 'x' })).toBe(true)
  })
})

describe('a condition', () => {
  const withCondition = (condition: unknown, headers: [string, string][] = []) =>
    judge([{ ...put, condition }], { headers })
  const length = (value: string): [string, string][] => [['content-length', value]]

  it('bounds the length, at the byte', () => {
    const condition = { numeric_less_than_equal: { 'cos:content-length': 1024 } }
    expect(withCondition(condition, length('1024'))).toBe(true)
    expect(withCondition(condition, length('1025'))).toBe(false)
    expect(withCondition(condition)).toBe(false)
  })

  it('compares a content type as a whole, or any of several', () => {
    const condition = { string_equal: { 'cos:content-type': ['image/jpeg', 'image/png'] } }
    expect(withCondition(condition, [['content-type', 'image/png']])).toBe(true)
    expect(withCondition(condition, [['content-type', 'text/html']])).toBe(false)
  })

  it('passes with _if_exist where the header is missing, and only there', () => {
    const condition = { string_equal_if_exist: { 'cos:content-type': 'image/png' } }
    expect(withCondition(condition)).toBe(true)
    expect(withCondition(condition, [['content-type', 'text/html']])).toBe(false)
  })

  it('refuses whoever is named in a grant where only nobody may be', () => {
    const condition = { string_equal_if_exist: { 'cos:x-cos-grant-read': 'nobody', 'cos:x-cos-acl': 'private' } }
    expect(withCondition(condition)).toBe(true)
    expect(withCondition(condition, [['x-cos-acl', 'private']])).toBe(true)
    expect(withCondition(condition, [['x-cos-acl', 'public-read']])).toBe(false)
    expect(withCondition(condition, [['x-cos-grant-read', 'id="1"']])).toBe(false)
  })

  it('compares the prefix as it stands in a URL', () => {
    expect(withCondition({ string_equal: { 'cos:prefix': 'u%2F1%2F' } })).toBe(true)
    expect(withCondition({ string_equal: { 'cos:prefix': 'u%2F2%2F' } })).toBe(false)
  })

  it.each([
    [{ numeric_equal: { 'cos:content-length': 5 } }, true],
    [{ numeric_not_equal: { 'cos:content-length': 5 } }, false],
    [{ numeric_less_than: { 'cos:content-length': 5 } }, false],
    [{ numeric_greater_than: { 'cos:content-length': 4 } }, true],
    [{ numeric_greater_than_equal: { 'cos:content_length': 5 } }, true],
    [{ string_not_equal: { 'cos:content-length': ['1', '2'] } }, true],
    [{ string_like: { 'cos:content-length': '5*' } }, true],
    [{ string_not_like: { 'cos:content-length': '5*' } }, false],
    [{ string_equal_ignore_case: { 'cos:content-length': '5' } }, true],
    [{ bool_equal: { 'cos:content-length': true } }, false],
  ])('%j is %s of a length of 5', (condition, holds) => {
    expect(withCondition(condition, length('5'))).toBe(holds)
  })
})

describe('checkPolicy', () => {
  it.each([
    ['no version', { statement: [put] }],
    ['no statements', { version: '2.0', statement: [] }],
    ['an effect that is neither', { version: '2.0', statement: [{ ...put, effect: 'Allow' }] }],
    ['an action of another service', { version: '2.0', statement: [{ ...put, action: 'name/cvm:Run' }] }],
    ['a resource without its form', { version: '2.0', statement: [{ ...put, resource: 'u/1/*' }] }],
    ['an operator that nobody knows', { version: '2.0', statement: [{ ...put, condition: { matches: { a: 'b' } } }] }],
    [
      'an operator named like a property of every object',
      {
        version: '2.0',
        statement: [{ ...put, condition: { constructor: { a: 'b' } } }],
      },
    ],
    ['nothing', null],
  ])('refuses %s', (_, policy) => {
    expect(() => checkPolicy(policy)).toThrow(TypeError)
  })
})

describe("what Tencent's own tools write, and the reference of STS does not", () => {
  const byPrefix = 'qcs::cos:ap-guangzhou:uid/1250000000:prefix//1250000000/demo/u/1/*'

  it.each<[what: string, statement: unknown, warning: RegExp]>([
    ['a principal', [{ ...put, principal: { qcs: ['*'] } }], /principal, which the reference of STS forbids/],
    ['a resource behind prefix//', [{ ...put, resource: byPrefix }], /prefix\/\/\{APPID\}/],
    ['such resources in a list', [{ ...put, resource: [byPrefix] }], /prefix\/\/\{APPID\}/],
    ['a statement that stands alone', put, /has a list/],
  ])('is taken, with a warning: %s', (_, statement, warning) => {
    const warn = jest.fn()
    const policy = checkPolicy({ version: '2.0', statement }, warn)
    const deedOf = (key: string) => ({ action: 'name/cos:PutObject', resource: root + key, context: new Map() })
    expect(allows(policy, deedOf('u/1/a.jpg'))).toBe(true)
    expect(allows(policy, deedOf('u/2/a.jpg'))).toBe(false)
    expect(warn.mock.calls).toEqual([[expect.stringMatching(warning)]])
  })

  it('no policy as the reference has it gives a warning', () => {
    const warn = jest.fn()
    checkPolicy({ version: '2.0', statement: [put] }, warn)
    expect(warn).not.toHaveBeenCalled()
  })
})

describe('an address', () => {
  const from = (address: string | undefined, condition: unknown) => {
    const context = conditionContext(new Map(), parseTarget('/').parameters, address)
    const policy = checkPolicy({ version: '2.0', statement: [{ ...put, condition }] })
    return allows(policy, { action: 'name/cos:PutObject', resource: `${root}u/1/a.jpg`, context })
  }

  it.each<[address: string, wanted: string | string[], isWithin: boolean]>([
    ['10.121.2.10', '10.121.2.10', true],
    ['10.121.2.11', '10.121.2.10', false],
    ['10.121.2.200', '10.121.2.10/24', true],
    ['10.121.3.1', '10.121.2.10/24', false],
    ['10.121.3.1', ['10.121.2.0/24', '10.121.3.0/24'], true],
    ['2001:db8::1', '2001:db8::/32', true],
    ['10.121.2.10', '2001:db8::/32', false],
    ['10.121.2.10', 'office', false],
    ['10.121.2.10', '10.121.2.0/33', false],
  ])('%s is within %j: %s', (address, wanted, isWithin) => {
    expect(from(address, { ip_equal: { 'qcs:ip': wanted } })).toBe(isWithin)
    expect(from(address, { ip_not_equal: { 'qcs:ip': wanted } })).toBe(!isWithin)
  })

  it('that is not known is within none', () => {
    expect(from(undefined, { ip_equal: { 'qcs:ip': '0.0.0.0/0' } })).toBe(false)
  })
})

describe('globMatches', () => {
  it.each([
    ['a*c', 'abc', true],
    ['a*c', 'ac', true],
    ['a*c', 'abcd', false],
    ['*', '', true],
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a*a', 'a', false],
    ['*b*', 'abc', true],
    ['a.c', 'abc', false],
    ['a?c', 'abc', false],
    ['a*', 'a\nb', true],
  ])('%s against %j is %s', (pattern, text, matches) => {
    expect(globMatches(pattern, text)).toBe(matches)
  })

  it('takes no longer where the stars are many', () => {
    expect(globMatches('*a'.repeat(2000), 'a'.repeat(1999) + 'b'.repeat(50_000))).toBe(false)
  })
})
