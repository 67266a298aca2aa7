import { childText, readXml } from '../../../local/cos/message/xml'

const textOf = (inner: string) => childText(readXml(Buffer.from(`<a><b>${inner}</b></a>`), 'a'), 'b')

describe('readXml', () => {
  it.each([
    ['x&#38;y', 'x&y'],
    ['&#x4e2d;&#x4E2D;', '中中'],
    ['&#128512;&#x1f600;', '😀😀'],
    ['&#60;&lt;&#62;&gt;&quot;&apos;&amp;', '<<>>"\'&'],
    ['&amp;#38;', '&#38;'],
    ['a&#13;&#10;&#9;b', 'a\r\n\tb'],
    ['<![CDATA[&#38;<]]>', '&#38;<'],
  ])('reads %s', (inner, text) => {
    expect(textOf(inner)).toBe(text)
  })

  it.each(['&nbsp;', '&bogus;', '&', '&amp', '&#;', '&#x;', '&#0;', '&#1;', '&#xD800;', '&#xFFFE;', '&#x110000;'])(
    'takes %s for no XML',
    (inner) => {
      expect(() => textOf(inner)).toThrow(expect.objectContaining({ code: 'MalformedXML' }))
    },
  )
})
