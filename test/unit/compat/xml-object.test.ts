import { XMLParser } from 'fast-xml-parser'
import { listOf, xmlToObject } from '../../../sdk/src/compat/xml-object'

// As the official SDK does it.
const parser = new XMLParser({
  ignoreDeclaration: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
})

describe('xmlToObject', () => {
  it.each([
    '<?xml version="1.0" encoding="utf-8"?><A><B>1</B><C>x y</C></A>',
    '<A>\n  <B>1</B>\n  <B>2</B>\n  <B>3</B>\n</A>',
    '<A><B><Key>a</Key></B><B><Key>b</Key></B><C/><D></D></A>',
    '<A><Key>a&amp;&lt;b&gt;&quot;&apos;</Key></A>',
    '<A xmlns="http://example.com/"><B>1</B></A>',
    '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>',
    '<A><Owner><ID>1</ID></Owner><Size>07</Size></A>',
  ])('reads %s as the official SDK does', (xml) => {
    expect(xmlToObject(xml)).toEqual(parser.parse(xml))
  })

  it('keeps the spaces of a text', () => {
    expect(xmlToObject('<A><Key> a </Key></A>')).toEqual({ A: { Key: ' a ' } })
  })

  it.each(['', 'text', '{"a":1}', '<', '<A', '</A>', '<A><B></A>'])('makes no fuss about %p', (text) => {
    expect(() => xmlToObject(text)).not.toThrow()
  })
})

describe('listOf', () => {
  it.each([
    [undefined, []],
    ['a', ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [{ Key: 'a' }, [{ Key: 'a' }]],
  ])('of %j is %j', (value, list) => {
    expect(listOf(value)).toEqual(list)
  })
})
