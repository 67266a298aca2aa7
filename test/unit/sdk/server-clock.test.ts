import { NOW, START, temporary } from './example'
import { httpDate, setUpBackend } from './backend'
import { setUp } from './set-up'

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
