import { CachedPromise } from '../../../miniprogram/services/cached-promise'

/** A `CachedPromise` whose attempts are settled by the test. */
function attempts() {
  const started: { resolve: (value: string) => void; reject: (error: Error) => void }[] = []
  const cached = new CachedPromise(() => new Promise<string>((resolve, reject) => started.push({ resolve, reject })))
  return { cached, started }
}

test('callers share one attempt and its value', async () => {
  const { cached, started } = attempts()
  const both = Promise.all([cached.get(), cached.get()])
  started[0]?.resolve('token')
  expect(await both).toEqual(['token', 'token'])
  expect(await cached.get()).toBe('token')
  expect(started).toHaveLength(1)
})

test('a failure reaches everybody who waits and is not cached', async () => {
  const { cached, started } = attempts()
  const both = Promise.allSettled([cached.get(), cached.get()])
  started[0]?.reject(new Error('offline'))
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const again = cached.get()
  started[1]?.resolve('token')
  expect(await again).toBe('token')
})

test('renewing replaces a value, and joins a renewal that is under way', async () => {
  const { cached, started } = attempts()
  const first = cached.get()
  started[0]?.resolve('old')
  await first
  const renewals = Promise.all([cached.refresh(), cached.refresh()])
  started[1]?.resolve('new')
  expect(await renewals).toEqual(['new', 'new'])
  expect(await cached.get()).toBe('new')
  expect(started).toHaveLength(2)
})
