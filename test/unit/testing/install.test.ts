import { COS } from 'cos-miniprogram'
import { createTestWx } from 'cos-miniprogram/testing'

// Made before there is a `wx`, as a module of an app does.
const cos = new COS({
  Bucket: 'photos-1250000000',
  Region: 'ap-guangzhou',
  credentials: { url: 'https://api.example.com/cos/credentials' },
})
const real = { Date, setTimeout, clearTimeout, setInterval, clearInterval }

/** Until the end of the test. */
const install = (phone: ReturnType<typeof createTestWx>) => {
  uninstall = phone.install()
  return phone
}
let uninstall: () => void = () => undefined
afterEach(() => uninstall())

it('a client that finds wx by itself works on the installed one, in real time', async () => {
  const { bucket } = install(createTestWx())
  await cos.uploadFile({ Key: 'a.txt', Body: 'hello' })
  expect(await bucket.keys()).toEqual(['a.txt'])
  expect({ Date, setTimeout, clearTimeout, setInterval, clearInterval }).toEqual(real)
})

it('in virtual time also the clock and the timers of the app are the test’s', async () => {
  const start = Date.UTC(2030, 0, 1)
  const { clock, phone } = install(createTestWx({ time: 'virtual', start }))
  expect([Date.now(), new Date().getTime(), new Date(5).getTime()]).toEqual([start, start, 5])
  expect(new Date()).toBeInstanceOf(Date)
  phone.addFault({ url: /myqcloud/, faults: [{ kind: 'silence' }] })
  await clock.run(cos.uploadFile({ Key: 'a.txt', Body: 'hello' }))
  expect(Date.now() - start).toBeGreaterThanOrEqual(10_000)
})

it('timers fire in virtual time, until they are cleared', async () => {
  const { clock } = install(createTestWx({ time: 'virtual' }))
  const fired: string[] = []
  setTimeout((text: string) => fired.push(text), 100, 'once')
  const interval = setInterval(() => {
    if (fired.push('again') === 4) clearInterval(interval)
  }, 200)
  clearTimeout(setTimeout(() => fired.push('never'), 50))
  await clock.advance(10_000)
  expect(fired).toEqual(['once', 'again', 'again', 'again'])
})

it('leaves everything as it was', () => {
  createTestWx({ time: 'virtual' }).install()()
  expect(globalThis).not.toHaveProperty('wx')
  expect({ Date, setTimeout, clearTimeout, setInterval, clearInterval }).toEqual(real)
})

it('follows fake timers of jest, since a client asks for the time at each use', async () => {
  jest.useFakeTimers({
    now: Date.UTC(2040, 0, 1),
    doNotFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'nextTick'],
  })
  try {
    install(createTestWx())
    const { ExpiredTime } = await cos.presign({ Key: 'b.txt' })
    expect(ExpiredTime).toBe(Date.UTC(2040, 0, 1) / 1000 + 900)
  } finally {
    jest.useRealTimers()
  }
})
