import { crc64 } from '../../../local/cos'
import { TestCos, type Draft } from './test-cos'

let cos: TestCos
beforeEach(() => {
  cos = new TestCos({ maxObjectSize: 20 })
})
const append = (position: number | string, body: string, draft: Draft = {}) =>
  cos.send({ method: 'POST', key: 'a', query: { append: '', position: `${position}` }, body, ...draft })
const get = () => cos.send({ key: 'a' })

describe('append', () => {
  it('makes an object grow', async () => {
    const first = await append(0, 'hello', { headers: { 'Content-Type': 'text/plain' } })
    expect([first.status, first.headers.get('x-cos-next-append-position')]).toEqual([200, '5'])
    const second = await append(5, ' world')
    expect(second.headers.get('x-cos-next-append-position')).toBe('11')
    expect(second.headers.get('x-cos-hash-crc64ecma')).toBe(crc64(Buffer.from('hello world')))
    const { text, headers } = await get()
    expect([text, headers.get('content-type'), headers.get('x-cos-object-type')]).toEqual([
      'hello world',
      'text/plain',
      'appendable',
    ])
    expect((await cos.send({ key: 'a', headers: { Range: 'bytes=3-7' } })).text).toBe('lo wo')
  })

  it('goes on only where the object ends', async () => {
    await append(0, 'hello')
    for (const position of [0, 4, 6]) {
      expect(await append(position, 'x')).toMatchObject({ status: 409, Code: 'PositionNotEqualToLength' })
    }
    expect(await append('end', 'x')).toMatchObject({ status: 400, Code: 'InvalidArgument' })
    expect((await get()).text).toBe('hello')
  })

  it('lets one of several through that go on at the same place', async () => {
    await append(0, 'hello')
    const answers = await Promise.all(['1', '2', '3'].map((body) => append(5, body)))
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
    expect((await get()).text).toMatch(/^hello[123]$/)
  })

  it('does not change an object that was put', async () => {
    await cos.send({ method: 'PUT', key: 'a', body: 'hello' })
    expect(await append(5, 'x')).toMatchObject({ status: 409, Code: 'ObjectNotAppendable' })
  })

  it('is bounded by the largest object', async () => {
    await append(0, 'x'.repeat(20))
    expect(await append(20, 'x')).toMatchObject({ status: 400, Code: 'EntityTooLarge' })
  })

  it('is an action of its own', async () => {
    expect((await append(0, 'x', { as: await cos.issueKey('', ['PutObject']) })).status).toBe(403)
    expect((await append(0, 'x', { as: await cos.issueKey('', ['AppendObject']) })).status).toBe(200)
  })
})
