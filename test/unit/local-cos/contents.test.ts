import { Contents } from '../../../local/cos/catalog/content'
import { crc64, memoryStorage } from '../../../local/cos'

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text)
}

async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) parts.push(part)
  return Buffer.concat(parts).toString()
}

describe('Contents', () => {
  it('measures what it writes', async () => {
    const contents = new Contents(memoryStorage())
    expect(await contents.write(chunks('hel', 'lo'))).toMatchObject({
      size: 5,
      md5: '5d41402abc4b2a76b9719d911017c592',
      crc64: crc64(Buffer.from('hello')),
    })
  })

  it.each([
    [0, 9, 'abcdefghi'],
    [2, 4, 'cd'],
    [3, 6, 'def'],
    [8, 9, 'i'],
    [4, 4, ''],
  ])('reads from %i to %i across pieces', async (start, end, text) => {
    const contents = new Contents(memoryStorage())
    const content = [await contents.write(chunks('abc')), await contents.write(chunks('def', 'ghi'))]
    expect(await textOf(contents.read(content, start, end))).toBe(text)
  })

  it('keeps what is discarded until the last reader has it', async () => {
    const storage = memoryStorage()
    const discard = jest.spyOn(storage, 'discard')
    const contents = new Contents(storage)
    const content = [await contents.write(chunks('abc')), await contents.write(chunks('def'))]
    const readers = [contents.read(content, 0, 6), contents.read(content, 0, 6)]
    const firsts = await Promise.all(readers.map((reader) => reader.next()))
    await contents.discard(content)
    const rests = await Promise.all(readers.map(textOf))
    expect(firsts.map(({ value }) => String(value))).toEqual(['abc', 'abc'])
    expect(rests).toEqual(['def', 'def'])
    expect(discard.mock.calls.map(([blob]) => blob)).toEqual(content.map(({ blob }) => blob))
  })

  it('lets go of what a reader leaves unread', async () => {
    const storage = memoryStorage()
    const discard = jest.spyOn(storage, 'discard')
    const contents = new Contents(storage)
    const content = [await contents.write(chunks('abc'))]
    const reader = contents.read(content, 0, 3)
    await reader.next()
    await reader.return(undefined)
    await contents.discard(content)
    expect(discard).toHaveBeenCalledTimes(1)
  })
})
