import { TestCos, elements, host } from './test-cos'

let cos: TestCos
let slept: number
beforeEach(() => {
  slept = 0
  cos = new TestCos({ sleep: async (milliseconds) => void (slept += milliseconds), minPartSize: 1 })
})

/** In bits a second: 102,400 bytes. */
const limit = { 'x-cos-traffic-limit': '819200' }
const body = 'x'.repeat(307_200)
const put = (headers: Record<string, string>, query = {}) => cos.send({ method: 'PUT', key: 'a', headers, query, body })

describe('x-cos-traffic-limit', () => {
  it('makes a PUT take as long as it says', async () => {
    expect((await put(limit)).status).toBe(200)
    expect(slept).toBeCloseTo(3000)
    expect((await cos.send({ key: 'a' })).text).toBe(body)
  })

  it('may stand in the query', async () => {
    expect((await put({}, limit)).status).toBe(200)
    expect(slept).toBeCloseTo(3000)
  })

  it('makes a GET take as long as it says, or a range of it', async () => {
    await put({})
    expect((await cos.send({ key: 'a', headers: limit })).text).toBe(body)
    expect(slept).toBeCloseTo(3000)
    slept = 0
    await cos.send({ key: 'a', query: limit, headers: { Range: 'bytes=0-102399' } })
    expect(slept).toBeCloseTo(1000)
  })

  it('makes a part take as long as it says', async () => {
    const begun = await cos.send({ method: 'POST', key: 'a', query: { uploads: '' } })
    const query = { uploadId: elements(begun.text, 'UploadId')[0] ?? '', partNumber: '1' }
    await cos.send({ method: 'PUT', key: 'a', query, headers: limit, body })
    expect(slept).toBeCloseTo(3000)
  })

  it('lets bytes through a tenth of a second at a time', async () => {
    await put({})
    const target = cos.presign({ key: 'a', query: limit })
    const { body: chunks } = await cos.handler({ method: 'GET', target, headers: [['Host', host]], body: none() })
    const sizes: number[] = []
    for await (const chunk of chunks) sizes.push(chunk.length)
    expect(sizes).toEqual(Array(30).fill(10_240))
  })

  it.each(['819199', '838860801', '1', '0', '-1', '1e6', 'fast', '', '819200.5', '1000000000000'])(
    'cannot be %j',
    async (text) => {
      const headers = { 'x-cos-traffic-limit': text }
      expect(await put(headers)).toMatchObject({ status: 400, Code: 'InvalidArgument' })
      expect((await cos.send({ key: 'a' })).status).toBe(404)
      await put({})
      expect(await cos.send({ key: 'a', headers })).toMatchObject({ status: 400, Code: 'InvalidArgument' })
    },
  )

  it.each(['819200', '838860800'])('may be %s', async (text) => {
    expect((await put({ 'x-cos-traffic-limit': text })).status).toBe(200)
  })
})

async function* none(): AsyncGenerator<Uint8Array> {
  // No body.
}
