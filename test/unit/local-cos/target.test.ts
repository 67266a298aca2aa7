import fc from 'fast-check'
import { urlEncode, urlEncodePath } from '../../../local/cos/message/encode'
import { Parameters, parseTarget } from '../../../local/cos/message/target'

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })

describe('parseTarget', () => {
  it('decodes once', () => {
    expect(parseTarget('/a%252Fb').path).toBe('/a%2Fb')
  })

  it.each(['/../a', '/a/../b', '//a', '/./a', '/a//b', '/\\a'])('leaves %s as it is', (path) => {
    expect(parseTarget(path).path).toBe(path)
  })

  it('reads a bare plus in the path as a space', () => {
    expect(parseTarget('/a+b%2Bc').path).toBe('/a b+c')
  })

  it('splits the query by & alone', () => {
    const { parameters } = parseTarget('/k?q-sign-time=1;2&acl&x=a=b')
    expect(parameters.get('q-sign-time')).toBe('1;2')
    expect(parameters.get('acl')).toBe('')
    expect(parameters.get('x')).toBe('a=b')
  })

  it('finds parameters in whatever case', () => {
    expect(parseTarget('/k?uploadId=U').parameters.get('UPLOADID')).toBe('U')
  })

  it('has no parameters but those that were sent', () => {
    const { parameters } = parseTarget('/k?a=1')
    expect(['__proto__', 'constructor', 'toString'].filter((name) => parameters.has(name))).toEqual([])
  })

  it.each(['/%', '/%zz', '/%C0%AF', '/%ED%A0%80', '/k?a=%', 'http://host/k', '*', ''])('refuses %p', (target) => {
    expect(() => parseTarget(target)).toThrow(expect.objectContaining({ code: 'InvalidURI' }))
  })

  it.each(['/k?a=1&a=1', '/k?a&A', '/k?%61=1&a=2'])('refuses the doubled parameter of %s', (target) => {
    expect(() => parseTarget(target)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }))
  })

  it('reads back whatever was encoded', () => {
    fc.assert(
      fc.property(text, text, text, (key, name, value) => {
        const { path, parameters } = parseTarget(`/${urlEncodePath(key)}?${urlEncode(name)}=${urlEncode(value)}`)
        expect([path, parameters.get(name)]).toEqual([`/${key}`, value])
      }),
    )
  })
})

describe('Parameters', () => {
  it('names them as q-url-param-list does', () => {
    const parameters = new Parameters([{ name: 'imageMogr2/thumbnail/200x/', value: '' }])
    expect([...parameters.ids()]).toEqual(['imagemogr2%2fthumbnail%2f200x%2f'])
  })
})
