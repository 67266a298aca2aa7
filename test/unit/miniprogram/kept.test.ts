import { Kept } from '../../../miniprogram/services/kept'

/** A `Kept` whose attempts are settled by the test. */
function attempts() {
  const begun: { resolve: (value: string) => void; reject: (error: Error) => void }[] = []
  const kept = new Kept(() => new Promise<string>((resolve, reject) => begun.push({ resolve, reject })))
  return { kept, begun }
}

test('callers share one attempt and its value', async () => {
  const { kept, begun } = attempts()
  const both = Promise.all([kept.get(), kept.get()])
  begun[0]?.resolve('token')
  expect(await both).toEqual(['token', 'token'])
  expect(await kept.get()).toBe('token')
  expect(begun).toHaveLength(1)
})

test('a failure reaches everybody who waits and is not kept', async () => {
  const { kept, begun } = attempts()
  const both = Promise.allSettled([kept.get(), kept.get()])
  begun[0]?.reject(new Error('offline'))
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const again = kept.get()
  begun[1]?.resolve('token')
  expect(await again).toBe('token')
})

test('renewing replaces a value, and joins a renewal that is under way', async () => {
  const { kept, begun } = attempts()
  const first = kept.get()
  begun[0]?.resolve('old')
  await first
  const renewals = Promise.all([kept.renew(), kept.renew()])
  begun[1]?.resolve('new')
  expect(await renewals).toEqual(['new', 'new'])
  expect(await kept.get()).toBe('new')
  expect(begun).toHaveLength(2)
})
