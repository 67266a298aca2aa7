import { NOW, START, temporary } from './example'
import { httpDate, setUpBackend } from './backend'
import { readUrl } from './reference-signature'
import { errorOf, setUp } from './set-up'

const DAY = 86_400_000
const minutes = 60_000

describe('a phone that is off', () => {
  it.each([-DAY, -10 * minutes, 0, 10 * minutes, DAY])('by %d ms works, with one request in an hour', async (ahead) => {
    const { cos, clock, heard } = setUpBackend({ answer: () => temporary({ ExpiredTime: NOW + 7200 }), ahead })
    for (let minute = 0; minute < 60; minute++) {
      const { ExpiredTime } = await clock.run(cos.presign({ Key: 'a' }))
      expect(ExpiredTime).toBe(NOW + minute * 60 + 900)
      await clock.advance(minutes)
    }
    expect(heard).toHaveLength(1)
  })

  it.each([-DAY, DAY])('by %d ms works with a backend that does not say what time it is', async (ahead) => {
    const { cos, clock, requests } = setUp({ life: 7200, ahead })
    for (let minute = 0; minute < 60; minute++) {
      expect(await cos.presign({ Key: 'a' })).toMatchObject({ ExpiredTime: NOW + minute * 60 + 900 })
      await clock.advance(minutes)
    }
    expect(requests).toHaveLength(1)
  })
})

describe('what time it is on the server', () => {
  const kept = temporary({ StartTime: NOW - 1200, ExpiredTime: NOW + 600 })

  it.each([-DAY, 0, DAY])(
    'is what Date says, though the credentials are 20 minutes old (phone %d ms off)',
    async (ahead) => {
      const { cos, clock } = setUpBackend({ answer: () => kept, ahead })
      expect(await clock.run(cos.presign({ Key: 'a', Expires: 300 }))).toMatchObject({ ExpiredTime: NOW + 300 })
    },
  )

  it("is the phone's where there was no Date and it fits the credentials, though these are 20 minutes old", async () => {
    const { cos } = setUp({ answer: () => kept })
    expect(await cos.presign({ Key: 'a', Expires: 300 })).toMatchObject({ ExpiredTime: NOW + 300 })
  })

  it('is when the credentials were issued where there was no Date and the phone does not fit', async () => {
    const { cos } = setUp({ answer: () => kept, ahead: DAY })
    expect(await cos.presign({ Key: 'a', Expires: 300 })).toMatchObject({ ExpiredTime: NOW - 1200 + 300 })
  })

  it('is corrected by the Age of an answer out of a cache', async () => {
    const headers = { Date: httpDate(START - 300_000), Age: '300' }
    const { cos, clock } = setUpBackend({ answer: () => kept, headers, ahead: DAY })
    expect(await clock.run(cos.presign({ Key: 'a', Expires: 300 }))).toMatchObject({ ExpiredTime: NOW + 300 })
  })

  it.each<Record<string, string>>([{ Date: 'yesterday' }, { Age: 'old' }])(
    'is not learned from %j',
    async (headers) => {
      const { cos, clock } = setUpBackend({ answer: () => temporary(), headers })
      expect(await clock.run(cos.presign({ Key: 'a' }))).toMatchObject({ ExpiredTime: NOW + 900 })
    },
  )
})

describe("the phone's clock", () => {
  it.each([-3 * DAY, 3 * DAY])(
    'was %d ms off and is set right while a key is held: URLs stay right, without a restart',
    async (off) => {
      let ahead = off
      const clock = { now: 0 }
      const backend = setUpBackend({
        answer: () => temporary({ StartTime: clock.now, ExpiredTime: clock.now + 7200 }),
        options: { now: () => backend.clock.now() + ahead },
      })
      const presign = async () => {
        clock.now = Math.floor(backend.clock.now() / 1000)
        const { Url, ExpiredTime } = await backend.clock.run(backend.cos.presign({ Key: 'a' }))
        const { start = Infinity } = readUrl(Url)
        return { isBegun: start <= clock.now, left: ExpiredTime - clock.now }
      }
      expect(await presign()).toEqual({ isBegun: true, left: 900 })
      ahead = 0
      expect(await presign()).toEqual({ isBegun: true, left: 900 })
      await backend.clock.advance(6 * 3600_000)
      expect(await presign()).toEqual({ isBegun: true, left: 900 })
      expect(backend.heard.length).toBeLessThanOrEqual(3)
    },
  )

  it.each([-3 * DAY, 3 * DAY])('was %d ms off, with a function as the source', async (off) => {
    let ahead = off
    const { cos, clock } = setUp({ life: 7200, now: () => clock.now() + ahead })
    expect(await cos.presign({ Key: 'a' })).toMatchObject({ ExpiredTime: NOW + 900 })
    ahead = 0
    expect(await cos.presign({ Key: 'a' })).toMatchObject({ ExpiredTime: NOW + 900 })
  })
})

describe('a Date', () => {
  /**
   * A platform that answers HEAD after a while, with the time at which it was asked.
   * @param asleep - milliseconds for which the app's own timers stand still
   */
  function setUpSlow(delay: (url: string) => number, asleep = 0) {
    const client = setUp({
      life: 7200,
      timers: {
        setTimeout: (run, milliseconds) => client.clock.setTimeout(run, milliseconds + asleep),
        clearTimeout: (timer) => client.clock.clearTimeout(timer),
      },
      wx: {
        request: (options) => {
          const header = { Date: httpDate(client.clock.now()) }
          client.clock.setTimeout(() => options.success?.({ statusCode: 200, header, data: '' }), delay(options.url))
          return { abort() {} }
        },
        downloadFile: () => ({ abort() {}, onProgressUpdate() {} }),
        getFileSystemManager: () => ({ readFile() {} }),
      },
    })
    return client
  }

  it('that was delivered 20 minutes late, since the app was suspended, sets no clock back', async () => {
    const asleep = 20 * minutes
    const { cos, clock } = setUpSlow(() => asleep, asleep)
    const head = cos.headObject({ Key: 'a' })
    await clock.advance(asleep)
    await head
    const { ExpiredTime } = await cos.presign({ Key: 'a' })
    expect(ExpiredTime).toBe(Math.floor(clock.now() / 1000) + 900)
  })

  it('does not make a stable URL flip back around its step', async () => {
    const { cos, clock } = setUpSlow((url) => (url.includes('slow') ? 700 : 10))
    const urls: string[] = []
    const look = async () => urls.push((await cos.presign({ Key: 'a', stable: true })).Url)
    await look()
    const step = 450_000
    await clock.advance(step - (clock.now() % step) - 1000)
    void cos.headObject({ Key: 'fast' })
    await clock.advance(500)
    await look()
    void cos.headObject({ Key: 'slow' })
    for (const pause of [600, 200, 1500]) {
      await clock.advance(pause)
      await look()
    }
    const changes = urls.slice(2).filter((url, index) => url !== urls[index + 1])
    expect(changes.length).toBeLessThanOrEqual(1)
  })
})

describe('what has not passed the checks teaches nothing', () => {
  it.each([
    ['in milliseconds', (NOW + 1800) * 1000],
    ['in the year 2102', 4_168_742_400],
    ['three days ahead', NOW + 3 * 86_400],
  ])('an end %s, from a function and without StartTime', async (_, ExpiredTime) => {
    let isRight = false
    const { cos } = setUp({
      answer: () => temporary({ StartTime: undefined, ExpiredTime: isRight ? NOW + 1800 : ExpiredTime }),
    })
    expect(await errorOf(cos.presign({ Key: 'a' }))).toMatchObject({ code: 'CredentialsInvalid' })
    isRight = true
    const { Url, ExpiredTime: end } = await cos.presign({ Key: 'a' })
    expect(end).toBe(NOW + 900)
    expect(readUrl(Url).start).toBeLessThanOrEqual(NOW)
  })
})
