import fc from 'fast-check'
import { formatQuery, parsePageUrl, parseQuery, resolvePath } from '../../../local/wechat/runtime/pages/urls'

test.each([
  ['/pages/a/a?x=1&y', { route: 'pages/a/a', query: { x: '1', y: '' } }],
  ['../b/b', { route: 'pages/b/b', query: {} }],
  ['c?name=%E4%B8%AD%3D&empty=', { route: 'pages/a/c', query: { name: '%E4%B8%AD%3D', empty: '' } }],
])('%s means %j on a page of its folder', (url, address) => {
  expect(parsePageUrl(url, 'pages/a/a')).toEqual(address)
})

test('a path cannot leave the mini program', () => {
  expect(resolvePath('../../../../etc', 'pages/a/a')).toBe('etc')
})

test('a formatted query reads back as it was', () => {
  const word = fc.stringMatching(/^[\w%.-]+$/)
  fc.assert(
    fc.property(fc.dictionary(word, word), (query) => {
      expect(parseQuery(formatQuery(query))).toEqual({ ...query })
    }),
  )
})
