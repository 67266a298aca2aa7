import { Batch } from '../../../miniprogram/services/batch'

/** An action that ends when the test says so. */
function gate() {
  const open: Record<string, (error?: Error) => void> = {}
  const act = (item: string) =>
    new Promise<void>((resolve, reject) => {
      open[item] = (error) => (error ? reject(error) : resolve())
    })
  return { open, act }
}
const settled = () => new Promise<void>((resolve) => setImmediate(resolve))

test('some are done at a time, and the next begins where one ends', async () => {
  const { open, act } = gate()
  const run = new Batch(act, undefined, 2).run(['a', 'b', 'c'])
  expect(Object.keys(open)).toEqual(['a', 'b'])
  open.b?.()
  await settled()
  expect(Object.keys(open)).toEqual(['a', 'b', 'c'])
  open.a?.()
  open.c?.()
  expect((await run).failed).toEqual([])
})

test('one that fails does not keep the others, and its error is kept with it', async () => {
  const error = new Error('AccessDenied')
  const batch = new Batch(async (item: string) => {
    if (item === 'b') throw error
  })
  expect(await batch.run(['a', 'b', 'c'])).toEqual({ done: ['a', 'c'], failed: [{ item: 'b', error }] })
})

test('each that ends is told, failed ones too', async () => {
  const told: number[] = []
  const act = async (item: string) => {
    if (item === 'a') throw new Error('offline')
  }
  await new Batch(act, ({ done, failed }) => told.push(done.length + failed.length), 1).run(['a', 'b'])
  expect(told).toEqual([1, 2])
})

test('after a stop no other begins, and what was under way counts', async () => {
  const { open, act } = gate()
  const batch = new Batch(act, undefined, 1)
  const run = batch.run(['a', 'b'])
  batch.stop()
  open.a?.()
  expect(await run).toEqual({ done: ['a'], failed: [] })
  expect(Object.keys(open)).toEqual(['a'])
})
