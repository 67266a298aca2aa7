import { conditions } from '../../../../local/wechat/runtime/simulation/conditions'
import { downlink, latency, SLOW_BYTES_PER_SECOND, uplink } from '../../../../local/wechat/runtime/simulation/line'

const never = new AbortController().signal
const second = SLOW_BYTES_PER_SECOND

beforeEach(() => {
  jest.useFakeTimers()
})

afterEach(async () => {
  conditions.reset()
  await downlink.pass(1, never)
  await uplink.pass(1, never)
  jest.useRealTimers()
})

/** Advances the clock until it is done, and gives how long that took. */
async function timeOf(work: Promise<unknown>): Promise<number> {
  const start = performance.now()
  let isDone = false
  const finished = work.then(() => (isDone = true))
  for (let waited = 0; !isDone && waited < 60_000; waited += 10) await jest.advanceTimersByTimeAsync(10)
  await finished
  return performance.now() - start
}

test('a normal line takes no time', async () => {
  expect(await timeOf(Promise.all([latency(never), downlink.pass(100 * second, never)]))).toBeLessThan(20)
})

test('a slow line takes as long as its bytes do, and tells them as they pass', async () => {
  conditions.set({ network: 'slow' })
  const told: number[] = []
  const took = await timeOf(downlink.pass(2 * second, never, (bytes) => told.push(bytes)))
  expect(took).toBeGreaterThanOrEqual(2000)
  expect(took).toBeLessThan(2050)
  expect(told).toEqual([...told].sort((a, b) => a - b))
  expect(told.length).toBeGreaterThan(10)
  expect(told.at(-1)).toBe(2 * second)
})

test('two transfers share a direction in turns, and the other direction is free', async () => {
  conditions.set({ network: 'slow' })
  const passed = [0, 0]
  const first = downlink.pass(second, never, (bytes) => (passed[0] = bytes))
  const other = downlink.pass(second, never, (bytes) => (passed[1] = bytes))
  await jest.advanceTimersByTimeAsync(1000)
  expect(Math.abs(Number(passed[0]) - Number(passed[1]))).toBeLessThanOrEqual(16 * 1024)
  expect(await timeOf(uplink.pass(second / 10, never))).toBeLessThan(200)
  expect(await timeOf(Promise.all([first, other]))).toBeGreaterThan(700)
})

test('when the line gets fast, what waits has passed', async () => {
  conditions.set({ network: 'slow' })
  const passing = downlink.pass(100 * second, never)
  await jest.advanceTimersByTimeAsync(500)
  conditions.set({ network: 'normal' })
  expect(await timeOf(passing)).toBeLessThan(20)
})

test('an abort ends it at once, with its reason', async () => {
  conditions.set({ network: 'slow' })
  const controller = new AbortController()
  const passing = downlink.pass(second, controller.signal)
  controller.abort(new Error('stopped'))
  await expect(passing).rejects.toThrow('stopped')
  await expect(latency(controller.signal)).rejects.toThrow('stopped')
})
