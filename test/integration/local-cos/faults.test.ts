import type { Fault } from '../../../local/cos'
import { TestCos } from './test-cos'

/** A cos at which things go wrong, each once, in this order, once `a` is stored. */
async function cosWith(...list: Fault[]) {
  const faults: Fault[] = []
  const slept: number[] = []
  const sleep = async (milliseconds: number) => void slept.push(milliseconds)
  const cos = new TestCos({ faults: () => faults.shift(), sleep })
  await cos.send({ method: 'PUT', key: 'a', body: 'hello' })
  faults.push(...list)
  return { cos, slept }
}

const putB = { method: 'PUT', key: 'b', body: 'hello' }
const cut = { name: 'ConnectionCut' }

describe('a fault', () => {
  it('takes its time, which is not ours', async () => {
    const { cos, slept } = await cosWith({ latency: 60_000 })
    expect((await cos.send({ key: 'a' })).text).toBe('hello')
    expect(slept).toEqual([60_000])
  })

  it('answers in the place of doing anything', async () => {
    const { cos } = await cosWith({ status: 503 })
    expect(await cos.send(putB)).toMatchObject({ status: 503, Code: 'SlowDown' })
    expect((await cos.send({ key: 'b' })).status).toBe(404)
  })

  it('cuts a body on its way here, and nothing is stored', async () => {
    const { cos } = await cosWith({ cut: { of: 'request', after: 3 } })
    await expect(cos.send(putB)).rejects.toMatchObject(cut)
    expect((await cos.send({ key: 'b' })).status).toBe(404)
  })

  it('loses the answer, but not what was done', async () => {
    const { cos } = await cosWith({ cut: { of: 'answer', after: 0 } })
    await expect(cos.send(putB)).rejects.toMatchObject(cut)
    expect((await cos.send({ key: 'b' })).text).toBe('hello')
  })

  it('cuts a body on its way back', async () => {
    const { cos } = await cosWith({ cut: { of: 'answer', after: 3 } })
    await expect(cos.send({ key: 'a' })).rejects.toMatchObject(cut)
  })

  it('turns over a bit on the way here, and the CRC64 tells', async () => {
    const { cos } = await cosWith({ corrupt: 'request' }, {})
    const [first, second] = [await cos.send(putB), await cos.send(putB)]
    expect(first.headers.get('x-cos-hash-crc64ecma')).not.toBe(second.headers.get('x-cos-hash-crc64ecma'))
  })

  it('turns over a bit on the way back', async () => {
    const { cos } = await cosWith({ corrupt: 'answer' })
    expect((await cos.send({ key: 'a' })).text).toBe('iello')
  })
})
