import type { Fault } from '../../../local/cos'
import { Desk } from './desk'

/** A desk at which things go wrong, each once, in this order, once `a` is stored. */
async function deskWith(...list: Fault[]) {
  const faults: Fault[] = []
  const slept: number[] = []
  const sleep = async (milliseconds: number) => void slept.push(milliseconds)
  const desk = new Desk({ faults: () => faults.shift(), sleep })
  await desk.send({ method: 'PUT', key: 'a', body: 'hello' })
  faults.push(...list)
  return { desk, slept }
}

const putB = { method: 'PUT', key: 'b', body: 'hello' }
const cut = { name: 'ConnectionCut' }

describe('a fault', () => {
  it('takes its time, which is not ours', async () => {
    const { desk, slept } = await deskWith({ latency: 60_000 })
    expect((await desk.send({ key: 'a' })).text).toBe('hello')
    expect(slept).toEqual([60_000])
  })

  it('answers in the place of doing anything', async () => {
    const { desk } = await deskWith({ status: 503 })
    expect(await desk.send(putB)).toMatchObject({ status: 503, Code: 'SlowDown' })
    expect((await desk.send({ key: 'b' })).status).toBe(404)
  })

  it('cuts a body on its way here, and nothing is stored', async () => {
    const { desk } = await deskWith({ cut: { of: 'request', after: 3 } })
    await expect(desk.send(putB)).rejects.toMatchObject(cut)
    expect((await desk.send({ key: 'b' })).status).toBe(404)
  })

  it('loses the answer, but not what was done', async () => {
    const { desk } = await deskWith({ cut: { of: 'answer', after: 0 } })
    await expect(desk.send(putB)).rejects.toMatchObject(cut)
    expect((await desk.send({ key: 'b' })).text).toBe('hello')
  })

  it('cuts a body on its way back', async () => {
    const { desk } = await deskWith({ cut: { of: 'answer', after: 3 } })
    await expect(desk.send({ key: 'a' })).rejects.toMatchObject(cut)
  })

  it('turns over a bit on the way here, and the CRC64 tells', async () => {
    const { desk } = await deskWith({ corrupt: 'request' }, {})
    const [first, second] = [await desk.send(putB), await desk.send(putB)]
    expect(first.headers.get('x-cos-hash-crc64ecma')).not.toBe(second.headers.get('x-cos-hash-crc64ecma'))
  })

  it('turns over a bit on the way back', async () => {
    const { desk } = await deskWith({ corrupt: 'answer' })
    expect((await desk.send({ key: 'a' })).text).toBe('iello')
  })
})
