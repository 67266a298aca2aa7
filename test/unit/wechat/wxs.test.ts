import { translateWxs, wxsRequires } from '../../../local/wechat/build/wxs'

test.each([
  ['v.constructor', '__wxsConstructor(v)'],
  ['a.b[0].constructor === "Array"', '__wxsConstructor(a.b[0]) === "Array"'],
  ['f(x.constructor).constructor', '__wxsConstructor(f(__wxsConstructor(x)))'],
  ["v['constructor']", "v['constructor']"],
  ["getRegExp('^\\d+$', 'g')", "getRegExp('^\\\\d+$', 'g')"],
  ["getRegExp('^\\\\d+$')", "getRegExp('^\\\\d+$')"],
  ["var text = '.constructor'", "var text = '.constructor'"],
  ['// v.constructor', '// v.constructor'],
])('%s becomes %s', (wxs, javascript) => {
  expect(translateWxs(wxs)).toBe(javascript)
})

test('code that cannot be parsed stays as it is, for the compiler to complain', () => {
  expect(translateWxs('var = v.constructor')).toBe('var = v.constructor')
})

test('the files that a script requires are found', () => {
  expect(wxsRequires('var a = require(\'./a.wxs\'); var b = require( "../b.wxs" )')).toEqual(['./a.wxs', '../b.wxs'])
})
