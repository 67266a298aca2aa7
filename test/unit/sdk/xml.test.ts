import { xmlElements, xmlText, xmlUrlText } from '../../../sdk/src/request/xml'

describe('the text of an element', () => {
  it.each<[xml: string, text: string]>([
    ['<Code>NoSuchKey</Code>', 'NoSuchKey'],
    ['<code>x</code><Code>y</Code>', 'x'],
    ['<Error>\n\t<Code>a</Code>', 'a'],
    ['<Code/>', ''],
    ['', ''],
    ['{"Code":"a"}', 'a'],
    ['{"code": "a", "message": "b"}', 'a'],
    ['{"code":-46628,"message":"b"}', '-46628'],
    ['<Code>&lt;&gt;&amp;&quot;&apos;</Code>', '<>&"\''],
    ['<Code>&#60;&#x3C;&#x4E2D;&#128512;</Code>', '<<中😀'],
    ['<Code>&amp;lt;</Code>', '&lt;'],
    ['<Code>&nbsp;&constructor;&#xZZ;&#9999999999;</Code>', '&nbsp;&constructor;&#xZZ;&#9999999999;'],
  ])('in %s is %p', (xml, text) => {
    expect(xmlText(xml, 'Code')).toBe(text)
  })

  it('that is URL-encoded comes decoded, and as it is where that cannot be', () => {
    expect(xmlUrlText('<Key>a%20b+c%2B</Key>', 'Key')).toBe('a b c+')
    expect(xmlUrlText('<Key>100%</Key>', 'Key')).toBe('100%')
  })
})

it('elements of a name come one by one, in their order', () => {
  const parts = xmlElements('<Part><N>1</N></Part><Part><N>2</N></Part>', 'Part')
  expect(parts.map((part) => xmlText(part, 'N'))).toEqual(['1', '2'])
})
